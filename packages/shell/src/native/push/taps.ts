import * as Notifications from 'expo-notifications';
import { AppState } from 'react-native';
import type { PushPort, Tap } from '../../core/ports.ts';
import { readSystemNotification } from './payload.ts';

/**
 * A tap is told by a listener and kept as the last one; either alone misses some (facts: shell.md §6, "Taps"). So both
 * are taken, at the start and whenever the app comes to the front: the core tells a tap that comes twice by its id.
 */
export const tapPort: Pick<PushPort, 'onTap' | 'launchTap'> = {
  onTap(listener) {
    const tell = (tap: Tap | undefined) => tap && listener(tap);
    const heard = Notifications.addNotificationResponseReceivedListener((response) => {
      tell(tapOf(response, false));
    });
    const resumed = AppState.addEventListener('change', (state) => {
      if (state === 'active') tell(takeLast(false));
    });
    return () => {
      heard.remove();
      resumed.remove();
    };
  },
  launchTap: async () => takeLast(true),
};

/** It is cleared, or the next screen of the same process would take it again. */
function takeLast(coldStart: boolean): Tap | undefined {
  const response = Notifications.getLastNotificationResponse();
  if (!response) return undefined;
  Notifications.clearLastNotificationResponse();
  return tapOf(response, coldStart);
}

/** Buttons of a notification, which an app around the shell may have, are not taps. */
const tapOf = (
  { actionIdentifier, notification }: Notifications.NotificationResponse,
  coldStart: boolean,
): Tap | undefined =>
  actionIdentifier === Notifications.DEFAULT_ACTION_IDENTIFIER
    ? { ...readSystemNotification(notification), coldStart }
    : undefined;
