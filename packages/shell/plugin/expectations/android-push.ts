import type { AppConfig } from '@journeys-push/contract/app-config';
import * as z from 'zod';
import { androidFiles, DEFAULT_CHANNEL, WITHOUT_PUSH } from '../native-names.ts';
import { type Expectation, equal, exists, type Finding, isAbsent, nothing, reading } from './finding.ts';
import { readManifest, readResources } from './manifest.ts';

type Rule = Omit<Expectation, 'platform'>;

const FCM = 'com.google.firebase.messaging.default_notification_';
const LOCAL = 'expo.modules.notifications.default_notification_';
const PLUGIN = 'com.google.gms.google-services';

/** What push adds to the Android project, or that it adds nothing. */
export const androidPush = (config: AppConfig): Rule[] =>
  config.pushProvider === 'none'
    ? without
    : [...firebase(config.identity), ...channel, ...(config.appearance ? mark(config.appearance) : [])];

const metaData = (judge: (metaData: Record<string, string>) => Finding): Expectation['check'] =>
  reading(readManifest, (manifest) => judge(manifest.metaData));

const hasLine = (judge: (line: string) => boolean): Expectation['check'] =>
  reading(
    (text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .find(judge),
    (line) => ({ passed: line !== undefined, found: line ?? 'nothing' }),
  );

const isPlugin = (line: string): boolean => line.startsWith('apply plugin:') && line.includes(PLUGIN);
const isClasspath = (line: string): boolean =>
  line.startsWith('classpath') && line.includes('com.google.gms:google-services:');

const GoogleServices = z.looseObject({
  client: z.array(
    z.looseObject({
      client_info: z.looseObject({ android_client_info: z.looseObject({ package_name: z.string() }) }),
    }),
  ),
});

const firebase = ({ packageName }: AppConfig['identity']): Rule[] => [
  {
    file: androidFiles.rootGradle,
    what: "the class path of Google's plugin",
    why: 'It turns google-services.json into resources of the app.',
    check: hasLine(isClasspath),
  },
  {
    file: androidFiles.appGradle,
    what: "Google's plugin is applied",
    why: 'Without it Firebase does not start, and there is no token.',
    check: hasLine(isPlugin),
  },
  {
    file: androidFiles.googleServices,
    what: `google-services.json of ${packageName}`,
    why: "Gradle's build ends where the package name is not in it.",
    check: reading(
      (text) => GoogleServices.parse(JSON.parse(text)).client,
      (clients) => {
        const names = clients.map(({ client_info }) => client_info.android_client_info.package_name);
        return { passed: names.includes(packageName), found: names.join(', ') || 'nothing' };
      },
    ),
  },
];

const channel: Rule[] = [
  {
    file: androidFiles.manifest,
    what: `the channel of notifications that name none: ${DEFAULT_CHANNEL}`,
    why: 'The app makes this channel at its first start; in an unknown one FCM shows them under "Miscellaneous".',
    check: metaData((found) => equal(found[`${FCM}channel_id`], DEFAULT_CHANNEL)),
  },
];

function mark({ notificationIcon, notificationColor }: NonNullable<AppConfig['appearance']>): Rule[] {
  return [
    ...(notificationIcon
      ? [
          inBoth('icon', '@drawable/notification_icon', 'The mark of a notification in the status bar.'),
          {
            file: androidFiles.notificationIcon,
            what: 'the mark of a notification, in the size of most phones',
            why: 'appearance.notificationIcon is configured.',
            check: exists,
          },
        ]
      : []),
    ...(notificationColor
      ? [
          inBoth('color', '@color/notification_icon_color', 'The colour of that mark.'),
          {
            file: androidFiles.colors,
            what: `notification_icon_color ${notificationColor}`,
            why: 'appearance.notificationColor is configured.',
            check: reading(readResources, (found) => equal(found.notification_icon_color, notificationColor)),
          },
        ]
      : []),
  ];
}

/** FCM draws notifications itself while the app is not running; else expo-notifications does. */
const inBoth = (key: 'icon' | 'color', expected: string, why: string): Rule => ({
  file: androidFiles.manifest,
  what: `notification ${key} ${expected}, for FCM and the app`,
  why,
  check: metaData((found) => equal([found[`${FCM}${key}`], found[`${LOCAL}${key}`]], [expected, expected])),
});

const without: Rule[] = [
  {
    file: androidFiles.settingsGradle,
    what: 'the libraries of push are left out of the app',
    why: 'No push provider is configured: what is not there brings no service and no permission.',
    check: hasLine((line) => line === WITHOUT_PUSH.gradle),
  },
  {
    file: androidFiles.manifest,
    what: 'nothing of notifications',
    why: 'No push provider is configured.',
    check: metaData((found) =>
      nothing(Object.keys(found).filter((one) => one.startsWith(FCM) || one.startsWith(LOCAL))),
    ),
  },
  {
    file: androidFiles.appGradle,
    what: "Google's plugin is not applied",
    why: 'No push provider is configured.',
    check: reading((text) => text.split('\n').filter((line) => isPlugin(line.trim())), nothing),
  },
  {
    file: androidFiles.googleServices,
    what: 'no google-services.json',
    why: 'No push provider is configured.',
    check: isAbsent,
  },
];
