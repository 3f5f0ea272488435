import * as Notifications from 'expo-notifications';
import { Linking, Platform } from 'react-native';
import type { PushPort } from '../../core/ports.ts';
import { listenToArrivals, waitForCore } from './arrivals.ts';
import { ensureChannel } from './channel.ts';
import { permissionPort } from './permission.ts';
import { tapPort } from './taps.ts';
import { ARRIVAL_TASK } from './task-name.ts';
import { createTokenPort } from './token.ts';

export interface PushPortOptions {
  failed(problem: unknown): void;
}

/** The notifications of the phone's system, by expo-notifications. */
export function createPushPort({ failed }: PushPortOptions): PushPort {
  waitForCore();
  if (Platform.OS === 'android') {
    // FCM draws pushes in the notification format without us: its channel has to be there.
    ensureChannel().catch(failed);
    Notifications.registerTaskAsync(ARRIVAL_TASK).catch(failed);
  }
  return {
    ...permissionPort,
    ...createTokenPort(),
    ...tapPort,
    onArrival: listenToArrivals,
    openSettings: () => Linking.openSettings(),
  };
}
