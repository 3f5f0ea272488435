import type { AppConfig } from '@journeys-push/contract/app-config';

/** Android permissions that belong together, and why the app has them or must not. */
export interface PermissionRule {
  names: string[];
  /** What they are about, in words. */
  what: string;
  why: string;
}

type Config = Pick<AppConfig, 'pushProvider' | 'permissions'>;

const android = (...names: string[]) => names.map((name) => `android.permission.${name}`);

const push: PermissionRule[] = [
  {
    names: android('POST_NOTIFICATIONS'),
    what: 'showing notifications',
    why: 'Android 13 and later ask the person for it. Named here too, so that it does not hang on a library alone.',
  },
  { names: android('VIBRATE'), what: 'vibrating', why: 'A notification may vibrate.' },
];

/** Everything that the app may do: nothing else remains in its own manifest. */
export function wantedPermissions({ pushProvider, permissions }: Config): PermissionRule[] {
  return [
    { names: android('INTERNET'), what: 'the network', why: 'The app loads the site.' },
    ...(pushProvider === 'none' ? [] : push),
    ...(permissions?.camera
      ? [{ names: android('CAMERA'), what: 'the camera', why: 'permissions.camera is configured.' }]
      : []),
    ...(permissions?.microphone
      ? [
          {
            names: android('RECORD_AUDIO', 'MODIFY_AUDIO_SETTINGS'),
            what: 'the microphone',
            why: 'permissions.microphone is configured; a WebView needs both.',
          },
        ]
      : []),
  ];
}

const never: PermissionRule[] = [
  {
    names: android('SYSTEM_ALERT_WINDOW'),
    what: 'drawing over other apps',
    why: "Only React Native's developer menu uses it, and debug builds have it from their own manifest.",
  },
  {
    names: android('READ_EXTERNAL_STORAGE', 'WRITE_EXTERNAL_STORAGE'),
    what: 'the shared storage',
    why: "Uploads go through the system's file picker, which needs none.",
  },
  {
    names: android('ACCESS_WIFI_STATE'),
    what: 'the Wi-Fi around the phone',
    why: 'expo-network brings it to tell IP addresses; the app asks only whether there is a network.',
  },
  {
    names: ['com.google.android.gms.permission.AD_ID'],
    what: 'the advertising id',
    why: 'The app has no use for it, and Google Play asks for a declaration where it is there.',
  },
  {
    names: android('RECEIVE_BOOT_COMPLETED'),
    what: 'starting with the phone',
    why: 'Libraries ask for it to restore notifications that were planned for later; the app plans none, and FCM wakes it without.',
  },
  {
    names: [
      'android.permission.READ_APP_BADGE',
      'com.anddoes.launcher.permission.UPDATE_COUNT',
      'com.htc.launcher.permission.READ_SETTINGS',
      'com.htc.launcher.permission.UPDATE_SHORTCUT',
      'com.huawei.android.launcher.permission.CHANGE_BADGE',
      'com.huawei.android.launcher.permission.READ_SETTINGS',
      'com.huawei.android.launcher.permission.WRITE_SETTINGS',
      'com.majeur.launcher.permission.UPDATE_BADGE',
      'com.oppo.launcher.permission.READ_SETTINGS',
      'com.oppo.launcher.permission.WRITE_SETTINGS',
      'com.sec.android.provider.badge.permission.READ',
      'com.sec.android.provider.badge.permission.WRITE',
      'com.sonyericsson.home.permission.BROADCAST_BADGE',
      'com.sonymobile.home.permission.PROVIDER_INSERT_BADGE',
      'me.everything.badger.permission.BADGE_COUNT_READ',
      'me.everything.badger.permission.BADGE_COUNT_WRITE',
    ],
    what: "numbers on phone makers' home screens",
    why: 'A library of expo-notifications brings them; the app counts nothing there.',
  },
];

const withoutPush: PermissionRule[] = [
  ...push.map(({ names, what }) => ({ names, what, why: 'No push provider is configured.' })),
  {
    names: ['com.google.android.c2dm.permission.RECEIVE', ...android('WAKE_LOCK')],
    what: 'receiving pushes in the background',
    why: 'No push provider is configured; a library of expo-notifications brings them.',
  },
];

/** What libraries and templates bring and the app refuses: Gradle takes it out of the merged manifest. */
export function blockedPermissions({ pushProvider }: Config): PermissionRule[] {
  return [...never, ...(pushProvider === 'none' ? withoutPush : [])];
}

export const namesOf = (rules: PermissionRule[]): string[] => rules.flatMap(({ names }) => names);
