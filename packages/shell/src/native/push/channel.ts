import * as Notifications from 'expo-notifications';
import { Platform } from 'react-native';

/**
 * One channel, so that one switch is for every push: expo-notifications draws the titles of the data format in this one,
 * whatever others there are; and the build names it as the default of FCM.
 */
export const CHANNEL = 'expo_notifications_fallback_notification_channel';

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
