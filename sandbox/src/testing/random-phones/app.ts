import type { App } from '../../phone/model/phone.ts';

/**
 * The channel of the shell's native layer, which makes it when it starts, draws in it, and is built with it as the
 * default (packages/shell: src/native/push/channel.ts, plugin/native-names.ts).
 */
export const APP_CHANNEL: App['channel'] = {
  id: 'expo_notifications_fallback_notification_channel',
  importance: 'high',
};
