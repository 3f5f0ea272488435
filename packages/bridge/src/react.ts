'use client';
import { useSyncExternalStore } from 'react';
import type { Median } from './api.ts';
import { median } from './index.ts';
import {
  createPushStore,
  nothingKnown,
  type PushActions,
  type PushState,
  type PushStore,
} from './push-store.ts';

export type { PushActions, PushState } from './push-store.ts';

const stores = new WeakMap<Median, PushStore>();

/** All components look at one store of their bridge, so that any number of them reads once. */
function storeOf(bridge: Median): PushStore {
  const store = stores.get(bridge) ?? createPushStore(bridge);
  stores.set(bridge, store);
  return store;
}

/**
 * Push on this device, for permission-aware components: what is known, and what can be done. On a server and in the
 * first render of the client nothing is known yet. Functions keep their identity between renders.
 */
export function usePush(bridge: Median = median): PushState & PushActions {
  const { subscribe, getState, ...actions } = storeOf(bridge);
  const state = useSyncExternalStore(subscribe, getState, () => nothingKnown);
  return { ...state, ...actions };
}
