import type { StorePort } from '@journeys-push/shell/core';
import type { PhoneState } from '../state.ts';
import type { Lifetime } from './lifetime.ts';

/** The app's storage on this phone. It outlives the process and goes with the app. */
export function createStorePort(state: PhoneState, life: Lifetime): StorePort {
  return {
    get: (key) => life.does(() => (Object.hasOwn(state.store, key) ? state.store[key] : undefined)),
    set: (key, value) =>
      life.does(() => {
        state.store[key] = value;
      }),
    remove: (key) =>
      life.does(() => {
        delete state.store[key];
      }),
  };
}
