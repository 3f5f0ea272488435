import type { Arrival, PushPort, SystemToken, Tap } from '@journeys-push/shell/core';
import { createListeners } from '../listeners.ts';
import type { Lifetime } from './lifetime.ts';
import type { Surroundings } from './surroundings.ts';

export interface PushPortOptions {
  life: Lifetime;
  surroundings: Surroundings;
  launchTap: Tap | undefined;
}

/** The notifications of the system, as one app process meets them. */
export interface PhonePush {
  port: PushPort;
  arrive(arrival: Arrival): Promise<'show' | 'hide'>;
  tap(tap: Tap): void;
  token(token: SystemToken): void;
  close(): void;
}

export function createPushPort({ life, surroundings, launchTap }: PushPortOptions): PhonePush {
  const tokens = createListeners<[SystemToken]>();
  const taps = createListeners<[Tap]>();
  let arrivalListener: ((arrival: Arrival) => Promise<'show' | 'hide'>) | undefined;
  return {
    port: {
      permission: () => life.does(surroundings.permission),
      requestPermission: () => life.does(surroundings.requestPermission),
      token: () => life.does(surroundings.token),
      onToken: tokens.add,
      onArrival(listener) {
        arrivalListener = listener;
        return () => {
          if (arrivalListener === listener) arrivalListener = undefined;
        };
      },
      onTap: taps.add,
      launchTap: () => life.does(() => launchTap),
      openSettings: () => life.does(surroundings.openSettings),
    },
    /** An app without a listener lets nothing through in front (facts: apns-fcm-phones.md §6.1, willPresent). */
    arrive: (arrival) => arrivalListener?.(arrival) ?? Promise.resolve('hide' as const),
    tap: taps.tell,
    token: tokens.tell,
    close() {
      tokens.clear();
      taps.clear();
      arrivalListener = undefined;
    },
  };
}
