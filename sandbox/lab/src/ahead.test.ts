import { expect, it, vi } from 'vitest';
import { createAhead } from './ahead.ts';
import type { ConnectionStatus } from './connection/connection.ts';
import { createStore } from './store.ts';
import type { Trace } from './timeline/trace/traces.ts';

const HOUR = 3_600_000;

function setUp() {
  const status = createStore<ConnectionStatus>('connecting');
  const traces = createStore<readonly Trace[]>([]);
  const sandbox = { aheadMs: 0, fails: false };
  const read = vi.fn(async () => {
    if (sandbox.fails) throw new TypeError('no answer');
    return { now: Date.now() + sandbox.aheadMs, aheadMs: sandbox.aheadMs };
  });
  const ahead = createAhead({ read, connection: { status, traces } });
  const happen = (at: number) => traces.set([{ events: [{ at }] } as unknown as Trace]);
  return { status, sandbox, read, ahead, happen };
}

it('is asked for when the lab is connected', async () => {
  const { status, sandbox, ahead } = setUp();
  sandbox.aheadMs = HOUR;
  status.set('open');
  await vi.waitFor(() => expect(Math.round(ahead.get() / 1000)).toBe(HOUR / 1000));
});

it('is asked for again when an event comes from the future, and not for another', async () => {
  const { status, sandbox, ahead, read, happen } = setUp();
  status.set('open');
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(1));
  happen(Date.now());
  expect(read).toHaveBeenCalledTimes(1);
  sandbox.aheadMs = HOUR;
  happen(Date.now() + HOUR);
  await vi.waitFor(() => expect(ahead.get()).toBeGreaterThan(HOUR - 1000));
  happen(Date.now() + HOUR);
  expect(read).toHaveBeenCalledTimes(2);
});

it('stays as it is while the sandbox does not answer', async () => {
  const { status, sandbox, ahead, read } = setUp();
  sandbox.fails = true;
  status.set('open');
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
  expect(ahead.get()).toBe(0);
});
