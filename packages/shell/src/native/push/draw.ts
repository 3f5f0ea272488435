import * as Notifications from 'expo-notifications';
import { CHANNEL, ensureChannel } from './channel.ts';
import type { Drawing } from './payload.ts';

/**
 * Draws a notification under an identifier of the system's own: what is drawn under it already is replaced in its
 * place. `quietly`: the one that is replaced has been heard.
 */
export async function draw(
  { identifier, ...content }: Drawing,
  { quietly }: { quietly: boolean },
): Promise<void> {
  await ensureChannel();
  await Notifications.scheduleNotificationAsync({
    identifier,
    content: { ...content, ...(quietly ? { sound: false, vibrate: [] } : { sound: true }) },
    trigger: { channelId: CHANNEL },
  });
}
