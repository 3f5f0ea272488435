import * as Notifications from 'expo-notifications';
import { Platform } from 'react-native';
import type { Unsubscribe } from '../../core/ports.ts';
import { within } from '../../core/within.ts';
import { clock } from '../ports/clock.ts';
import { draw } from './draw.ts';
import { dataMessageOf, drawingOf, isRemote, readSystemNotification } from './payload.ts';
import { awaitCore, type Decide, setRunningCore } from './running.ts';

/** Lets the core decide about what arrives while the app is in front; and, through the background task, behind it. */
export function listenToArrivals(decide: Decide): Unsubscribe {
  const ends = [setRunningCore(decide), handleShown(decide)];
  if (Platform.OS === 'android') ends.push(drawData(decide));
  return () => {
    for (const end of ends) end();
  };
}

/** In front, a system drops what is not answered in three seconds, and a core may take one of them to ask the page. */
const CORE_MS = 1_500;

/** Until there is a core, what comes in front waits for it: a system drops what nobody answers. */
export const waitForCore = (): void =>
  void handleShown(async (arrival) => (await within(clock, CORE_MS, awaitCore))?.(arrival) ?? 'show');

/** The system asks about what it would draw itself. */
function handleShown(decide: Decide): Unsubscribe {
  Notifications.setNotificationHandler({
    async handleNotification(notification) {
      // What was made on the phone, by an app around the shell or by ourselves, is wanted.
      if (!isRemote(notification)) return behaviour('show');
      if (dataMessageOf(notification)) return behaviour('hide');
      return behaviour(await decide({ ...readSystemNotification(notification), foreground: true }));
    },
  });
  return () => Notifications.setNotificationHandler(null);
}

/** The system draws nothing of a message in the data format while the app is in front (facts: shell.md §6). */
function drawData(decide: Decide): Unsubscribe {
  const arrived = async (notification: Notifications.Notification) => {
    const message = dataMessageOf(notification);
    if (!message) return;
    const answer = await decide({ ...readSystemNotification(notification), foreground: true });
    const drawing = drawingOf(message, notification.request.identifier);
    if (answer === 'show' && drawing) await draw(drawing, { quietly: false });
  };
  const heard = Notifications.addNotificationReceivedListener((notification) => void arrived(notification));
  return () => heard.remove();
}

function behaviour(display: 'show' | 'hide'): Notifications.NotificationBehavior {
  const shown = display === 'show';
  return { shouldShowBanner: shown, shouldShowList: shown, shouldPlaySound: shown, shouldSetBadge: shown };
}
