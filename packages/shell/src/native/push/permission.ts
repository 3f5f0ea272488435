import * as Notifications from 'expo-notifications';
import type { PushPort, SystemPermission } from '../../core/ports.ts';
import { ensureChannel } from './channel.ts';

export const permissionPort: Pick<PushPort, 'permission' | 'requestPermission'> = {
  permission: async () => read(await Notifications.getPermissionsAsync()),
  async requestPermission() {
    await ensureChannel();
    return read(
      await Notifications.requestPermissionsAsync({
        ios: { allowAlert: true, allowBadge: true, allowSound: true },
      }),
    );
  },
};

const read = ({
  granted,
  canAskAgain,
  status,
}: Notifications.NotificationPermissionsStatus): SystemPermission => ({
  granted,
  canAskAgain,
  status,
});
