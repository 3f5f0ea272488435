import { expect, it } from 'vitest';
import type { Address } from './address.ts';
import type { Panel } from './panel.ts';
import { createStore } from './store.ts';
import { linkToTrace, syncAddress } from './sync-address.ts';
import { type TraceFilter, usual } from './timeline/filter.ts';

/** A page's address with its history; the newest is shown. */
function fakeAddress(first: string): Address & { steps: string[]; back(): void } {
  const steps = [first];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    steps,
    get: () => steps.at(-1) ?? '',
    set(search, asStep) {
      if (!asStep) steps.pop();
      steps.push(search);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    back() {
      steps.pop();
      tell();
    },
  };
}

function prepare(search: string) {
  const stores = {
    panel: createStore<Panel>('phones'),
    trace: createStore(''),
    filter: createStore<TraceFilter>(usual),
  };
  const address = fakeAddress(search);
  syncAddress(address, stores);
  return { address, ...stores };
}

it('shows a trace as one step of its own, and “back” leads to what was shown before', () => {
  const { address, panel, trace, filter } = prepare('?panel=tests&run=r1&trace=t1&q=token');
  address.set(linkToTrace(address.get(), 't2'), true);
  expect([panel.get(), trace.get(), filter.get().text]).toEqual(['timeline', 't2', '']);
  expect(filter.get().housekeeping).toBe(true);
  expect(address.steps).toHaveLength(2);
  address.back();
  expect([panel.get(), trace.get(), filter.get().text]).toEqual(['tests', 't1', 'token']);
  expect(address.steps).toEqual(['?panel=tests&run=r1&trace=t1&q=token']);
});

it('keeps the filter as it is while other parts of the address change', () => {
  const { address, filter } = prepare('?q=token');
  const before = filter.get();
  address.set('?q=token&help=all');
  expect(filter.get()).toBe(before);
  address.set('?q=push');
  expect(filter.get().text).toBe('push');
});
