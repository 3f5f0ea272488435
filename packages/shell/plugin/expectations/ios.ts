import type { AppConfig } from '@journeys-push/contract/app-config';
import * as z from 'zod';
import { iosFiles } from '../native-names.ts';
import { privacyManifest } from '../privacy.ts';
import { purposesOf } from '../purposes.ts';
import { type Clause, type Expectation, equal, type Finding, nothing, orNoFile, reading } from './finding.ts';
import { notificationService } from './notification-service.ts';
import { readPlist } from './plist.ts';
import { appOf, setting, targetsOf, type XcodeTarget } from './xcode-targets.ts';

export function iosExpectations(config: AppConfig, name: string): Expectation[] {
  const files = iosFiles(name);
  const inFile = (file: string, clauses: Clause[]): Expectation[] =>
    clauses.map((clause) => ({ platform: 'ios', file, ...clause }));
  return [
    ...inFile(files.infoPlist, [...appFacts(config), ...modes(config), ...purposes(config)]),
    ...inFile(files.entitlements, entitlements(config)),
    ...inFile(files.project, projectFacts(config)),
    ...inFile(files.privacyInfo, [privacy(config)]),
    ...notificationService(config, files).map((one): Expectation => ({ platform: 'ios', ...one })),
  ];
}

const inPlist = (judge: (content: Record<string, unknown>) => Finding): Expectation['check'] =>
  reading(readPlist, judge);

const key = (name: string, expected: unknown, why: string): Clause => ({
  what: `${name} ${typeof expected === 'string' ? expected : JSON.stringify(expected)}`,
  why,
  check: inPlist((content) => equal(content[name], expected)),
});

function appFacts({ identity }: AppConfig): Clause[] {
  return [
    key('CFBundleDisplayName', identity.name, 'It stands under the icon.'),
    key('CFBundleShortVersionString', identity.version, 'The version that people see.'),
    key('CFBundleVersion', String(identity.build), 'App Store Connect takes each only once.'),
    key(
      'ITSAppUsesNonExemptEncryption',
      false,
      "The app uses the system's TLS alone; App Store Connect asks at every upload where this is missing.",
    ),
    key(
      'RCTAsyncStorageExcludeFromBackup',
      true,
      'A restored backup would bring the installation id of another phone.',
    ),
    ...(identity.scheme
      ? [
          {
            what: `${identity.scheme}:// opens the app`,
            why: 'identity.scheme is configured.',
            check: inPlist(({ CFBundleURLTypes }) => {
              const schemes = UrlTypes.parse(CFBundleURLTypes).flatMap((one) => one.CFBundleURLSchemes);
              return {
                passed: schemes.includes(identity.scheme ?? ''),
                found: schemes.join(', ') || 'nothing',
              };
            }),
          },
        ]
      : []),
  ];
}

const UrlTypes = z.array(z.looseObject({ CFBundleURLSchemes: z.array(z.string()) })).default([]);

const modes = ({ pushProvider }: AppConfig): Clause[] => [
  pushProvider === 'none'
    ? {
        what: 'no background mode',
        why: 'No push provider is configured; a reviewer asks for the use of every mode.',
        check: inPlist(({ UIBackgroundModes }) => nothing(UIBackgroundModes)),
      }
    : key(
        'UIBackgroundModes',
        ['remote-notification'],
        'Pushes without a text reach the app. Not `fetch`, which a library adds: the app has no use for it.',
      ),
];

/** Sentences that iOS shows before it lets the app use something. */
function purposes(config: AppConfig): Clause[] {
  const wanted = purposesOf(config);
  return [
    ...wanted.map((one) => key(one.key, one.text, one.why)),
    {
      what: 'no other purpose is claimed',
      why: 'A reviewer asks for the use of every one.',
      check: inPlist((content) =>
        nothing(
          Object.keys(content)
            .filter((one) => one.endsWith('UsageDescription'))
            .filter((one) => !wanted.some(({ key }) => key === one)),
        ),
      ),
    },
  ];
}

function entitlements({ pushProvider, links: { verifiedHosts } }: AppConfig): Clause[] {
  return [
    pushProvider === 'none'
      ? {
          what: 'no aps-environment',
          why: 'No push provider is configured.',
          check: orNoFile(inPlist((content) => nothing(content['aps-environment']))),
        }
      : {
          what: 'aps-environment, development or production',
          why: 'iOS gives a push token only to an app with it. Xcode sets the one of the profile when it exports the app.',
          check: inPlist((content) => ({
            passed: ['development', 'production'].includes(String(content['aps-environment'])),
            found: String(content['aps-environment'] ?? 'nothing'),
          })),
        },
    verifiedHosts
      ? key(
          'com.apple.developer.associated-domains',
          verifiedHosts.map((host) => `applinks:${host}`),
          'links.verifiedHosts is configured; each host must serve /.well-known/apple-app-site-association.',
        )
      : {
          what: 'no associated domain',
          why: 'links.verifiedHosts is not configured.',
          check: orNoFile(inPlist((content) => nothing(content['com.apple.developer.associated-domains']))),
        },
  ];
}

const inTargets = (judge: (targets: XcodeTarget[]) => Finding): Expectation['check'] =>
  reading(targetsOf, judge);

function projectFacts({ identity: { bundleId, appleTeamId } }: AppConfig): Clause[] {
  const ofApp = (name: string, expected: string, why: string): Clause => ({
    what: `${name} ${expected}`,
    why,
    check: inTargets((targets) => equal(setting(appOf(targets), name), expected)),
  });
  return [
    ofApp('PRODUCT_BUNDLE_IDENTIFIER', bundleId, 'Apple and the gateway know the app by it.'),
    ...(appleTeamId ? [ofApp('DEVELOPMENT_TEAM', appleTeamId, 'This team signs the app.')] : []),
    {
      what: 'the privacy manifest is part of the app',
      why: 'App Store Connect refuses an app without it.',
      check: inTargets((targets) => {
        const files = appOf(targets)?.phases.flatMap((phase) => phase.files) ?? [];
        const found = files.find((file) => file.endsWith('PrivacyInfo.xcprivacy'));
        return { passed: found !== undefined, found: found ?? 'nothing' };
      }),
    },
  ];
}

const privacy = (config: AppConfig): Clause => {
  const { NSPrivacyCollectedDataTypes: collected, NSPrivacyAccessedAPITypes: accessed } =
    privacyManifest(config);
  const names = collected.map((one) =>
    one.NSPrivacyCollectedDataType.replace('NSPrivacyCollectedDataType', ''),
  );
  return {
    what: `privacy manifest: no tracking; the app itself collects ${names.join(', ') || 'nothing'}`,
    why: "What the shell sends to the gateway. What the site collects is its owner's to add.",
    check: inPlist((content) =>
      equal(
        [
          content.NSPrivacyTracking,
          content.NSPrivacyTrackingDomains,
          content.NSPrivacyCollectedDataTypes,
          content.NSPrivacyAccessedAPITypes,
        ],
        [false, [], collected, accessed],
      ),
    ),
  };
};
