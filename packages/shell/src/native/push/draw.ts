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
    // Without a pattern of its own to vibrate by: with one, even an empty one, Android plays the channel's sound.
    content: { ...content, sound: !quietly },
    trigger: { channelId: CHANNEL },
  });
}
