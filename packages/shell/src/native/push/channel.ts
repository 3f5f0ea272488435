import * as Notifications from 'expo-notifications';
import { Platform } from 'react-native';

/** The channel that the build names as the default of FCM too, so that every push comes through one switch. */
export const CHANNEL = 'default';

/**
 * Android draws nothing without a channel, and some versions ask for permission only once one is there. To make one
 * that is there changes its name and nothing else.
 */
export async function ensureChannel(): Promise<void> {
  if (Platform.OS !== 'android') return;
  await Notifications.setNotificationChannelAsync(CHANNEL, {
    name: 'Notifications',
    importance: Notifications.AndroidImportance.HIGH,
  });
}
