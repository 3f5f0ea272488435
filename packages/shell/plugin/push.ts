import type { ExpoConfig } from 'expo/config';
import { withPlugins } from 'expo/config-plugins';
import { DEFAULT_CHANNEL } from './native-names.ts';
import { withNotificationService } from './notification-service/plugin.ts';
import type { Settings } from './options.ts';
import { namesOf, wantedPermissions } from './permissions.ts';

/** What a push provider needs: Firebase, the mark of notifications, the entitlement, the extension. */
export function withPush(expo: ExpoConfig, { app, apsEnvironment, place }: Settings): ExpoConfig {
  const { appearance, googleServicesFile } = app;
  const permissions = new Set([...(expo.android?.permissions ?? []), ...namesOf(wantedPermissions(app))]);
  const android = {
    ...expo.android,
    permissions: [...permissions],
    ...(googleServicesFile ? { googleServicesFile: place(googleServicesFile) } : {}),
  };
  return withPlugins(withNotificationService({ ...expo, android }), [
    [
      'expo-notifications',
      {
        mode: apsEnvironment,
        defaultChannel: DEFAULT_CHANNEL,
        ...(appearance?.notificationIcon ? { icon: place(appearance.notificationIcon) } : {}),
        ...(appearance?.notificationColor ? { color: appearance.notificationColor } : {}),
      },
    ],
  ]);
}
