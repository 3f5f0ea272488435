import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClock, type SandboxClock } from '../clock.ts';
import {
  ALERT,
  addPhone,
  openConnection,
  providerToken,
  pushHeaders,
  startTestTwin,
} from './testing/world.ts';
import { type ApnsReason, REASON_STATUS } from './wire.ts';

const START = 1_800_000_000_000;
let clock: SandboxClock;
let world: Awaited<ReturnType<typeof startTestTwin>>;
let phone: ReturnType<typeof addPhone>;
let client: ReturnType<typeof openConnection>;
let authorization: string;

beforeEach(async () => {
  clock = createClock({ stoppedAt: START });
  world = await startTestTwin({ clock });
  phone = addPhone(world.twin);
  client = openConnection(world.twin.development, world.ca);
  authorization = `bearer ${await providerToken(world.key)}`;
});
afterEach(async () => {
  client.close();
  await world.twin.close();
});

const push = (token = phone.token) => client.request(pushHeaders(token, authorization), ALERT);
type Effect = Parameters<typeof world.twin.faults.plant>[0]['effect'];
const plant = (effect: Effect, rest: object = { times: 1 }) => world.twin.faults.plant({ ...rest, effect });

test.each(Object.keys(REASON_STATUS) as ApnsReason[])('can be told to refuse with %s', async (reason) => {
  plant({ kind: 'refuse', reason });
  const { status, json } = await push();
  const timestamp = REASON_STATUS[reason] === 410 ? { timestamp: START } : {};
  expect({ status, json }).toEqual({ status: REASON_STATUS[reason], json: { reason, ...timestamp } });
  expect((await push()).status).toBe(200);
});

test('a planted status has the reason that belongs to it, or no body', async () => {
  plant({ kind: 'status', status: 503, retryAfter: 30 });
  plant({ kind: 'status', status: 502 });
  const [unavailable, gateway] = [await push(), await push()];
  expect(unavailable).toMatchObject({ status: 503, json: { reason: 'ServiceUnavailable' } });
  expect(unavailable.headers['retry-after']).toBe('30');
  expect([gateway.status, gateway.text]).toEqual([502, '']);
});

test('a planted drop and half-close cut the one stream, and the connection goes on', async () => {
  plant({ kind: 'drop' });
  plant({ kind: 'half-close' });
  const cut = 'Stream closed with error code NGHTTP2';
  await expect(push()).rejects.toThrow(`${cut}_INTERNAL_ERROR`);
  // Node's client says so of a body that is shorter than announced.
  await expect(push()).rejects.toThrow(`${cut}_PROTOCOL_ERROR`);
  expect((await push()).status).toBe(200);
  expect(phone.received).toHaveLength(1);
});

test('a planted garbage body comes with 200, and the push is not delivered', async () => {
  plant({ kind: 'garbage' });
  const { status, text } = await push();
  expect([status, text]).toEqual([200, expect.stringContaining('<html>')]);
  expect(phone.received).toEqual([]);
});

test('a planted hang leaves one push without an answer, the others not', async () => {
  plant({ kind: 'hang' }, { token: phone.token });
  const hanging = push();
  expect((await push(addPhone(world.twin).token)).status).toBe(200);
  client.session.destroy();
  await expect(hanging).rejects.toThrow('closed without an answer');
});

test('a planted latency holds the answer back, on the clock of the sandbox', async () => {
  plant({ kind: 'latency', ms: 1500 });
  const slow = push();
  await expect.poll(() => world.twin.faults.list()).toEqual([]);
  expect((await push()).status).toBe(200);
  expect(phone.received).toHaveLength(1);
  await clock.advance(1500);
  expect((await slow).status).toBe(200);
});

test('a fault strikes by token, number of times and for a while', async () => {
  const reason = 'ServiceUnavailable';
  plant({ kind: 'refuse', reason }, { token: phone.token.toUpperCase(), times: 2, route: 'push' });
  plant({ kind: 'refuse', reason: 'TooManyRequests' }, { forMs: 60_000 });
  const statuses = [(await push()).status, (await push(addPhone(world.twin).token)).status];
  await clock.advance(60_000);
  expect([...statuses, (await push()).status, (await push()).status]).toEqual([503, 429, 503, 200]);
});

test('a fault is recorded on the trace of the push that it struck', async () => {
  plant({ kind: 'drop' });
  await push().catch(() => undefined);
  const [event] = world.timeline.list();
  expect(event).toMatchObject({
    kind: 'push.failed',
    outcome: 'failed',
    detail: { effect: 'drop', planted: true },
  });
  expect(JSON.stringify(event)).not.toContain(phone.token);
});

test('the timeline tells a planted refusal from one of the twin itself', async () => {
  plant({ kind: 'refuse', reason: 'BadDeviceToken' });
  plant({ kind: 'status', status: 502 });
  for (const token of [phone.token, phone.token, 'unknown']) await push(token);
  const refusals = world.timeline.list().map(({ summary, detail }) => ({
    said: summary.replace(/.*: /, ''),
    planted: detail?.planted,
  }));
  expect(refusals).toEqual([
    { said: '400 BadDeviceToken (planted)', planted: true },
    { said: '502 (planted)', planted: true },
    { said: '400 BadDeviceToken', planted: undefined },
  ]);
});

test('a planted latency is recorded on the trace of its push, as soon as it strikes', async () => {
  plant({ kind: 'latency', ms: 1000 });
  plant({ kind: 'latency', ms: 500 });
  plant({ kind: 'refuse', reason: 'Shutdown' });
  const slow = push();
  await expect.poll(() => world.timeline.list()).toHaveLength(1);
  const [delayed] = world.timeline.list();
  const detail = { delayedMs: 1500, planted: true, environment: 'development' };
  expect(delayed).toMatchObject({ kind: 'push.delayed', detail });
  expect(JSON.stringify(delayed)).not.toContain(phone.token);
  await clock.advance(1500);
  expect((await slow).json.reason).toBe('Shutdown');
  const [, refused] = world.timeline.list();
  expect(refused).toMatchObject({
    kind: 'push.refused',
    traceId: delayed?.traceId,
    detail: { planted: true },
  });
});

test('what is no fault of this twin is not planted', () => {
  expect(() => plant({ kind: 'refuse', reason: 'NoSuchReason' as ApnsReason })).toThrow('reason');
  expect(() => plant({ kind: 'drop' }, { route: 'token' })).toThrow('route');
});
