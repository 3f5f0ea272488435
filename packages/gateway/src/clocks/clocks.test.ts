import { afterEach, expect, test } from 'vitest';
import {
  ANNA,
  announceDevice,
  BERT,
  quick,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Gateway } from '../gateway.ts';

/** Gateways on one database whose machines do not agree about the time. */

const MINUTE = 60_000;

let gateway: TestGateway;
afterEach(() => gateway.end());

/** A machine whose clock is so far ahead, or behind; it is compared with the database's in no time. */
function machineAt(ahead: number): Clock & { ahead: number } {
  const machine = {
    ahead,
    now: () => Date.now() + machine.ahead,
    after: (ms: number, callback: () => void) => systemClock.after(ms === 10_000 ? 20 : ms, callback),
  };
  return machine;
}
const start = () => startTestGateway({ clock: undefined });
const metricsOf = async (one: Gateway) =>
  (await one.operations.fetch(new Request('http://gateway.test/metrics'))).text();

test.each([
  [0, 2 * MINUTE],
  [-2 * MINUTE, 0],
])(
  'a device stays in the hands of one gateway, whatever the clock of another says: %i and %i ms',
  async (first, second) => {
    gateway = await start();
    await gateway.close();
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let calls = 0;
    const slow: typeof fetch = async (input, init) => {
      calls += 1;
      await held;
      return gateway.dynamics.fetch(input, init);
    };
    const timing = { ...quick, timeoutMs: 30_000 };
    const one = await gateway.sibling({ fetch: slow, machineClock: machineAt(first), timing });
    const device = await announceDevice(one);
    await device.bind(ANNA, 0);
    await expect.poll(() => calls).toBe(1);
    const other = await gateway.sibling({ machineClock: machineAt(second) });
    // It works: what has become due later is done.
    const next = await announceDevice(other);
    expect((await next.bind(BERT)).body.registration).toMatchObject({ state: 'registered' });
    expect(gateway.dynamics.of('register').map(({ body }) => body.UserId)).toEqual([BERT]);
    goOn();
    await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
    expect(gateway.dynamics.of('register')).toHaveLength(2);
  },
);

test('clocks that differ are told: in the log, to Prometheus and by /readyz, until they agree again', async () => {
  gateway = await start();
  const machine = machineAt(60_000);
  const other = await gateway.sibling({ machineClock: machine });
  const told = () =>
    gateway.lines
      .filter(({ code }) => String(code).startsWith('clock-'))
      .map(({ code, level }) => [code, level]);
  expect(told()).toEqual([['clock-skewed', 50]]);
  expect(await metricsOf(other)).toMatch(/journeys_push_clock_skew_seconds (5\d\.\d+|60)/);
  expect(await send(other, 'GET /readyz')).toMatchObject({
    status: 200,
    body: { ready: true, clock: { skewSeconds: expect.closeTo(60, -1) } },
  });
  expect((await send(gateway, 'GET /readyz')).body).not.toHaveProperty('clock');
  machine.ahead = 0;
  await expect.poll(told).toEqual([
    ['clock-skewed', 50],
    ['clock-agrees', 30],
  ]);
  expect((await send(other, 'GET /readyz')).body).not.toHaveProperty('clock');
  // The other way, and back by what is configured.
  machine.ahead = -60_000;
  await expect.poll(() => told().length).toBe(3);
});
