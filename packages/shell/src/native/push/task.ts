import * as Notifications from 'expo-notifications';
import { AppState } from 'react-native';
import { arrivalWithoutCore } from '../../core/index.ts';
import type { Arrival } from '../../core/ports.ts';
import { clock } from '../ports/clock.ts';
import { log } from '../ports/log.ts';
import { openStore } from '../ports/storage.ts';
import { waitForCore } from './arrivals.ts';
import { draw } from './draw.ts';
import { drawingOf, type RemoteMessage, readRemoteMessage, taskMessageOf } from './payload.ts';
import { type Decide, runningCore } from './running.ts';

/**
 * Android has shown a message in the data format by its title alone (facts: shell.md §6). Here it gets its text, in its
 * place; or it goes again, where it is for somebody who has left. One without a title it has not shown at all.
 */
export async function completeArrival(data: unknown): Promise<void> {
  const message = taskMessageOf(data);
  if (!message || message.notification) return;
  // Android draws nothing in front of the person; the app has, or held it back, as soon as there is a core.
  const inFront = AppState.currentState === 'active';
  if (inFront && runningCore()) return;
  const drawing = drawingOf(message);
  if (!drawing) return;
  const answer = await (runningCore() ?? decideAlone)(arrivalOf(message, drawing.identifier));
  // Without an answer Android drops in front what the app draws itself.
  if (inFront && !runningCore()) waitForCore();
  if (answer === 'show') await draw(drawing, { quietly: !inFront && drawing.title !== '' });
  else await Notifications.dismissNotificationAsync(drawing.identifier);
}

const arrivalOf = (message: RemoteMessage, identifier: string): Arrival => ({
  ...readRemoteMessage(message, identifier),
  foreground: false,
});

/** The process was started for this alone. */
const decideAlone: Decide = ({ payload }) => arrivalWithoutCore({ store: openStore(), clock, log }, payload);
