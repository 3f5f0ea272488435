import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Fault } from '../../../src/control/twin-wire.ts';
import type { ConnectionStatus } from '../connection/connection.ts';
import { createStore } from '../store.ts';
import type { Trace } from '../timeline/trace/traces.ts';
import { createFaults } from './create-faults.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a fault that lasts some time is no longer told when it is over, without anything happening', async () => {
  const now = () => Date.now() + DAY;
  let planted = [{ id: 'f1', until: now() + 10 * MINUTE }, { id: 'f2' }] as Fault[];
  const faultsNow = vi.fn(async () => planted.filter(({ until = Infinity }) => until > now()));
  const status = createStore<ConnectionStatus>('connecting');
  const faults = createFaults({
    client: { faults: faultsNow, clock: async () => ({ now: now(), aheadMs: DAY }) },
    connection: { status, traces: createStore<readonly Trace[]>([]) },
    notices: { watch: (call) => call },
  });
  const ids = () => (faults.get() ?? []).map(({ id }) => id);
  status.set('open');
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  expect(ids()).toEqual(['f1', 'f2']);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(ids()).toEqual(['f2']);
  expect(faultsNow).toHaveBeenCalledTimes(2);

  // One that is removed before it is over is waited for no longer.
  planted = [{ id: 'f3', until: now() + MINUTE } as Fault];
  faults.refresh();
  await vi.advanceTimersByTimeAsync(0);
  planted = [];
  faults.refresh();
  await vi.advanceTimersByTimeAsync(0);
  expect(ids()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
