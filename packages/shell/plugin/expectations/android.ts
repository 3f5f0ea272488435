import type { AppConfig } from '@journeys-push/contract/app-config';
import { androidFiles, BACKUP_RULES, CAMERA_ACTIONS } from '../native-names.ts';
import { blockedPermissions, namesOf, wantedPermissions } from '../permissions.ts';
import { androidPush } from './android-push.ts';
import { all, type Clause, type Expectation, equal, exists, nothing, reading } from './finding.ts';
import { type Manifest, readManifest, readResources } from './manifest.ts';

export function androidExpectations(config: AppConfig): Expectation[] {
  const { manifest, appGradle, strings, backupRules } = androidFiles;
  return [
    ...inFile(appGradle, identity(config)),
    ...inFile(strings, [name(config)]),
    ...inFile(manifest, [...permissions(config), camera, ...backup, ...links(config)]),
    ...inFile(backupRules, [
      {
        what: 'backup rules that keep everything back',
        why: 'Moving to a new phone copies data even where backups are off; a copied installation id would be two devices.',
        check: exists,
      },
    ]),
    ...androidPush(config).map((one): Expectation => ({ platform: 'android', ...one })),
  ];
}

const inFile = (file: string, clauses: Clause[]): Expectation[] =>
  clauses.map((clause) => ({ platform: 'android', file, ...clause }));

const inManifest = (judge: (manifest: Manifest) => ReturnType<Expectation['check']>) =>
  reading(readManifest, judge);

function identity({ identity: { packageName, version, build } }: AppConfig): Clause[] {
  const setting = (key: string, expected: string, why: string): Clause => ({
    what: `${key} ${expected}`,
    why,
    check: reading(
      (text) => gradleSetting(text, key),
      (found) => equal(found, expected),
    ),
  });
  return [
    setting('namespace', packageName, 'The package name of the configuration.'),
    setting('applicationId', packageName, 'Google Play, Firebase and the gateway know the app by it.'),
    setting('versionName', version, 'The version that people see.'),
    setting('versionCode', String(build), 'Google Play takes only a higher one.'),
  ];
}

/** The value of `key value` in a Gradle script, without its quotation marks. */
function gradleSetting(text: string, key: string): string | undefined {
  const line = text
    .split('\n')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${key} `));
  return line?.slice(key.length).trim().replaceAll(/['"]/g, '');
}

const name = ({ identity }: AppConfig): Clause => ({
  what: `the app's name, ${identity.name}`,
  why: 'It stands under the icon.',
  check: reading(readResources, ({ app_name }) => equal(app_name?.replaceAll('\\', ''), identity.name)),
});

function permissions(config: AppConfig): Clause[] {
  const wanted = wantedPermissions(config);
  return [
    ...wanted.map(
      ({ names, what, why }): Clause => ({
        what: `permission for ${what}: ${names.join(', ')}`,
        why,
        check: inManifest((manifest) => all(manifest.permissions, names)),
      }),
    ),
    {
      what: 'no other permission',
      why: 'Whatever an app asks for, a store and its users ask about.',
      check: inManifest((manifest) =>
        nothing(manifest.permissions.filter((one) => !namesOf(wanted).includes(one))),
      ),
    },
    ...blockedPermissions(config).map(
      ({ names, what, why }): Clause => ({
        what: `no permission for ${what}, whichever library asks: ${names.join(', ')}`,
        why,
        check: inManifest((manifest) => all(manifest.removed, names)),
      }),
    ),
  ];
}

const camera: Clause = {
  what: 'the camera is found for a file field that takes nothing else',
  why: 'Android 11 and later hide it from an app that does not look for it, and such a field opens nothing.',
  check: inManifest(({ lookedFor }) => all(lookedFor, CAMERA_ACTIONS)),
};

const attribute = (key: string, expected: string, why: string): Clause => ({
  what: `application ${key}="${expected}"`,
  why,
  check: inManifest(({ application }) => equal(application[key], expected)),
});

const backup: Clause[] = [
  attribute(
    'allowBackup',
    'false',
    'A restored backup would bring the installation id of another phone, and the gateway would take two for one.',
  ),
  attribute('fullBackupContent', 'false', 'The same, for Android 11 and earlier.'),
  attribute('dataExtractionRules', `@xml/${BACKUP_RULES}`, 'The same, for Android 12 and later.'),
];

function links({ links: { verifiedHosts }, identity: { scheme } }: AppConfig): Clause[] {
  const verified = ({ filters }: Manifest) =>
    filters
      .filter(({ autoVerify }) => autoVerify)
      .flatMap(({ data }) => data)
      .filter((one) => one.scheme === 'https')
      .map(({ host }) => host);
  const schemes = ({ filters }: Manifest) => filters.flatMap(({ data }) => data.map((one) => one.scheme));
  return [
    verifiedHosts
      ? {
          what: `https links of ${verifiedHosts.join(', ')} open the app`,
          why: 'links.verifiedHosts is configured; each host must serve /.well-known/assetlinks.json.',
          check: inManifest((manifest) => equal(verified(manifest), verifiedHosts)),
        }
      : {
          what: 'no https link opens the app',
          why: 'links.verifiedHosts is not configured.',
          check: inManifest((manifest) => nothing(verified(manifest))),
        },
    ...(scheme
      ? [
          {
            what: `${scheme}:// opens the app`,
            why: 'identity.scheme is configured.',
            check: inManifest((manifest) => all(schemes(manifest), [scheme])),
          },
        ]
      : []),
  ];
}
