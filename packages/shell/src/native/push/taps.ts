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
      if (state === 'active') tell(last(false));
    });
    return () => {
      heard.remove();
      resumed.remove();
    };
  },
  launchTap: async () => last(true),
};

function last(coldStart: boolean): Tap | undefined {
  const response = Notifications.getLastNotificationResponse();
  return response ? tapOf(response, coldStart) : undefined;
}

/** Once it is stored: before, a screen that is closed would take it along. It may be another one by now. */
function forget(id: string): void {
  const response = Notifications.getLastNotificationResponse();
  if (response && readSystemNotification(response.notification).id === id)
    Notifications.clearLastNotificationResponse();
}

/** Buttons of a notification, which an app around the shell may have, are not taps. */
const tapOf = (
  { actionIdentifier, notification }: Notifications.NotificationResponse,
  coldStart: boolean,
): Tap | undefined => {
  if (actionIdentifier !== Notifications.DEFAULT_ACTION_IDENTIFIER) return undefined;
  const read = readSystemNotification(notification);
  return { ...read, coldStart, stored: () => forget(read.id) };
};
