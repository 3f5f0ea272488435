import type { AppConfig } from '@journeys-push/contract/app-config';
import { type iosFiles, NOTIFICATION_SERVICE, PODFILE, WITHOUT_PUSH } from '../native-names.ts';
import { EXTENSION_POINT, infoPlist } from '../notification-service/info-plist.ts';
import { swift } from '../notification-service/swift.ts';
import { all, type Expectation, equal, isAbsent, nothing, reading } from './finding.ts';
import { readPlist } from './plist.ts';
import { appOf, setting, targetsOf, type XcodeTarget } from './xcode-targets.ts';

type Rule = Omit<Expectation, 'platform'>;
type Files = ReturnType<typeof iosFiles>;

/** The extension that attaches the picture of a push: there in full, or not at all. */
export const notificationService = (config: AppConfig, files: Files): Rule[] =>
  config.pushProvider === 'none' ? without(files) : [...target(config.identity, files), ...sources(files)];

const service = (targets: XcodeTarget[]) => targets.find(({ name }) => name === NOTIFICATION_SERVICE);

function target({ bundleId, version, build, appleTeamId }: AppConfig['identity'], files: Files): Rule[] {
  const rule = (
    what: string,
    why: string,
    judge: (targets: XcodeTarget[]) => ReturnType<typeof equal>,
  ): Rule => ({
    file: files.project,
    what,
    why,
    check: reading(targetsOf, judge),
  });
  const ofService = (name: string, expected: string, why: string): Rule =>
    rule(`${NOTIFICATION_SERVICE}: ${name} ${expected}`, why, (targets) =>
      equal(setting(service(targets), name), expected),
    );
  return [
    rule(
      `the target ${NOTIFICATION_SERVICE}, an app extension`,
      'iOS lets only one attach a picture.',
      (targets) => equal(service(targets)?.productType, 'com.apple.product-type.app-extension'),
    ),
    rule(`it compiles ${NOTIFICATION_SERVICE}.swift`, 'Its only source.', (targets) =>
      equal(filesIn(service(targets), 'PBXSourcesBuildPhase'), [`${NOTIFICATION_SERVICE}.swift`]),
    ),
    rule('the app is built after it', 'Else there is nothing to carry.', (targets) =>
      equal(appOf(targets)?.dependsOn, [NOTIFICATION_SERVICE]),
    ),
    rule('the app carries it in PlugIns', 'iOS looks for extensions there.', (targets) =>
      equal(
        appOf(targets)
          ?.phases.filter(
            ({ kind, destination }) => kind === 'PBXCopyFilesBuildPhase' && destination === '13',
          )
          .flatMap((phase) => phase.files),
        [`${NOTIFICATION_SERVICE}.appex`],
      ),
    ),
    ofService(
      'PRODUCT_BUNDLE_IDENTIFIER',
      `${bundleId}.${NOTIFICATION_SERVICE}`,
      "It must begin with the app's.",
    ),
    ofService('MARKETING_VERSION', version, "The store refuses another version than the app's."),
    ofService('CURRENT_PROJECT_VERSION', String(build), "The store refuses another build than the app's."),
    ofService(
      'INFOPLIST_FILE',
      `${NOTIFICATION_SERVICE}/Info.plist`,
      'It says what kind of extension this is.',
    ),
    ...(appleTeamId ? [ofService('DEVELOPMENT_TEAM', appleTeamId, 'The team of the app.')] : []),
    rule(
      'it runs wherever the app does',
      "A higher iOS version than the app's leaves it out on older phones.",
      (targets) =>
        equal(
          setting(service(targets), 'IPHONEOS_DEPLOYMENT_TARGET'),
          setting(appOf(targets), 'IPHONEOS_DEPLOYMENT_TARGET'),
        ),
    ),
  ];
}

const filesIn = (one: XcodeTarget | undefined, kind: string) =>
  one?.phases.filter((phase) => phase.kind === kind).flatMap((phase) => phase.files);

const sources = (files: Files): Rule[] => [
  {
    file: files.serviceInfoPlist,
    what: `${EXTENSION_POINT}, answered by ${NOTIFICATION_SERVICE}`,
    why: 'iOS runs the extension before it shows a push.',
    check: reading(readPlist, (found) => equal(found, readPlist(infoPlist))),
  },
  {
    file: files.serviceSwift,
    what: 'the source that downloads data.imageUrl',
    why: 'Dynamics names the picture there.',
    check: (text) => ({
      passed: text === swift,
      found: text === undefined ? 'no such file' : text === swift ? 'as generated' : 'another text',
    }),
  },
];

const without = (files: Files): Rule[] => [
  {
    file: PODFILE,
    what: 'the libraries of push are left out of the app',
    why: 'No push provider is configured; App Store Connect warns of push code without its entitlement.',
    check: reading(
      (text) => text.split('\n').map((line) => line.trim()),
      (lines) => all(lines, [WITHOUT_PUSH.podfile]),
    ),
  },
  {
    file: files.project,
    what: 'no app extension',
    why: 'No push provider is configured.',
    check: reading(targetsOf, (targets) =>
      nothing(
        targets.filter(({ productType }) => productType.endsWith('app-extension')).map(({ name }) => name),
      ),
    ),
  },
  {
    file: files.serviceSwift,
    what: 'no source of one',
    why: 'No push provider is configured.',
    check: isAbsent,
  },
];
