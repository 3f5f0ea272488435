import { constants } from 'node:http2';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClock, type SandboxClock } from '../clock.ts';
import { createTimeline } from '../timeline.ts';
import { startApnsTwin } from './server.ts';
import { ALERT, addPhone, BUNDLE, openConnection, providerToken, startTestTwin } from './testing/world.ts';
import type { ApnsEnvironment } from './wire.ts';

const START = 1_800_000_000_000;
let clock: SandboxClock;
let world: Awaited<ReturnType<typeof startTestTwin>>;
let phone: ReturnType<typeof addPhone>;

beforeEach(async () => {
  clock = createClock({ stoppedAt: START });
  world = await startTestTwin({ clock });
  phone = addPhone(world.twin);
});
afterEach(() => world.twin.close());

async function push(
  headers: Record<string, string> = {},
  {
    token = phone.token,
    body = ALERT,
    twin = world.twin,
    environment = 'development' as ApnsEnvironment,
  } = {},
) {
  const client = openConnection(twin[environment], world.ca);
  const authorization = `bearer ${await providerToken(world.key)}`;
  const request = { ':method': 'POST', ':path': `/3/device/${token}`, authorization, 'apns-topic': BUNDLE };
  return client.request({ ...request, ...headers }, body).finally(client.close);
}
const alert = (title: string) => JSON.stringify({ aps: { alert: { title } } });
const kinds = () => world.timeline.list().map(({ kind }) => kind);

test('hands an accepted push to the phone before it answers', async () => {
  const headers = { 'apns-collapse-id': 'offer', 'apns-push-type': 'alert', 'apns-priority': '5' };
  const { headers: answered } = await push(headers);
  expect(phone.received).toEqual([
    {
      ...{ apnsId: answered['apns-id'], topic: BUNDLE, pushType: 'alert', priority: 5, collapseId: 'offer' },
      ...{ payload: JSON.parse(ALERT), traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
    },
  ]);
});

test('keeps the environments apart and names apns-unique-id in development only', async () => {
  const production = addPhone(world.twin, { environment: 'production' });
  const there = await push({}, { token: production.token, environment: 'production' });
  expect([there.status, there.headers['apns-unique-id']]).toEqual([200, undefined]);
  expect((await push()).headers['apns-unique-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect((await push({}, { token: production.token })).json.reason).toBe('BadDeviceToken');
});

test('answers 410 with the moment the app was removed', async () => {
  world.twin.unregisterDevice(phone.token);
  await clock.advance(5000);
  expect(await push()).toMatchObject({ status: 410, json: { reason: 'Unregistered', timestamp: START } });
});

test('stores only the newest push for a phone that is offline', async () => {
  phone.online = false;
  for (const title of ['one', 'two']) await push({}, { body: alert(title) });
  phone.online = true;
  world.twin.deviceOnline(phone.token);
  world.twin.deviceOnline(phone.token);
  expect(phone.received.map(({ payload }) => payload)).toEqual([JSON.parse(alert('two'))]);
  const stored = ['push.accepted', 'push.stored'];
  expect(kinds()).toEqual([...stored, 'push.accepted', 'push.dropped', 'push.stored', 'push.delivered']);
});

test('does not store a push with expiration 0, and drops a stored one that has expired', async () => {
  phone.online = false;
  await push({ 'apns-expiration': '0' });
  await push({ 'apns-expiration': String(START / 1000 + 60) });
  phone.online = true;
  await clock.advance(60_000);
  world.twin.deviceOnline(phone.token);
  expect(phone.received).toEqual([]);
});

test('stores nothing for longer than 30 days', async () => {
  phone.online = false;
  await push({ 'apns-expiration': '99999999999' });
  phone.online = true;
  await clock.advance(30 * 24 * 3600 * 1000);
  world.twin.deviceOnline(phone.token);
  expect(phone.received).toEqual([]);
});

test('stores a push without an expiration for 30 days', async () => {
  phone.online = false;
  await push();
  phone.online = true;
  await clock.advance(30 * 24 * 3600 * 1000 - 1);
  world.twin.deviceOnline(phone.token);
  expect(phone.received).toHaveLength(1);
});

test('knows device tokens of any length, in either case', async () => {
  for (const token of ['ab', 'c0'.repeat(80), 'AbCd'.repeat(16)]) {
    const odd = addPhone(world.twin, { token });
    expect((await push({}, { token: token.toUpperCase() })).status).toBe(200);
    expect((await push({}, { token: token.toLowerCase() })).status).toBe(200);
    expect(odd.received).toHaveLength(2);
  }
});

test('answers with the headers that Apple names and no others', async () => {
  const names = async (...args: Parameters<typeof push>) =>
    Object.keys((await push(...args)).headers).filter((name) => !name.startsWith(':'));
  expect(await names()).toEqual(['apns-id', 'apns-unique-id']);
  expect(await names({}, { token: 'abc' })).toEqual(['apns-id', 'content-type']);
});

test('accepts a payload that is no JSON object, which then goes nowhere', async () => {
  expect((await push({}, { body: 'hello' })).status).toBe(200);
  expect([phone.received, kinds()]).toEqual([[], ['push.accepted', 'push.dropped']]);
});

test('a phone that throws does not turn into an error of the sender', async () => {
  const deliver = () => {
    throw new Error('broken phone');
  };
  world.twin.registerDevice({ token: phone.token, bundleId: BUNDLE, environment: 'development', deliver });
  expect((await push()).status).toBe(200);
});

test('records each push on the trace that its apns-id was linked to, without the token', async () => {
  const id = '123e4567-e89b-12d3-a456-4266554400a0';
  world.timeline.link(`apns:${id}`, 'f'.repeat(32));
  await push({ 'apns-id': id });
  await push({ 'apns-id': id, 'apns-priority': '3' });
  const events = world.timeline.list({ traceId: 'f'.repeat(32) });
  expect(events.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['push.accepted', 'ok'],
    ['push.refused', 'failed'],
  ]);
  expect(events[1]?.detail).toMatchObject({ status: 400, reason: 'BadPriority', apnsId: id });
  expect(JSON.stringify(world.timeline.list())).not.toContain(phone.token);
});

test('a sender that gives up while it waits does no harm', async () => {
  world.twin.faults.plant({ effect: { kind: 'latency', ms: 1000 }, times: 1 });
  const client = openConnection(world.twin.development, world.ca);
  const stream = client.session.request({ ':method': 'POST', ':path': '/3/device/a' });
  stream.on('error', () => undefined).end('{}');
  await expect.poll(() => world.twin.faults.list()).toEqual([]);
  const gone = new Promise((resolve) => stream.on('close', resolve));
  stream.close(constants.NGHTTP2_CANCEL);
  await gone;
  await clock.advance(1000);
  await expect.poll(() => kinds()).toEqual(['push.delayed', 'push.refused']);
  client.close();
  expect((await push()).status).toBe(200);
});

test('keys, apps, devices and stored pushes survive a restart', async () => {
  phone.online = false;
  await push();
  const { certificates } = world;
  const state = JSON.parse(JSON.stringify(world.twin.snapshot()));
  const twin = await startApnsTwin({ certificates, timeline: createTimeline(), clock, state });
  expect((await push({}, { twin, body: alert('later') })).status).toBe(200);
  const again = addPhone(twin, { token: phone.token });
  twin.deviceOnline(phone.token);
  await twin.close();
  expect(again.received.map(({ payload }) => payload)).toEqual([JSON.parse(alert('later'))]);
});

test('close ends open sessions at once, and a taken port is refused', async () => {
  const { port } = world.twin.development;
  const { certificates, timeline } = world;
  await expect(startApnsTwin({ certificates, timeline, port })).rejects.toThrow('EADDRINUSE');
  const client = openConnection(world.twin.development, world.ca);
  const closed = new Promise((resolve) => client.session.on('close', resolve));
  await new Promise((resolve) => client.session.on('remoteSettings', resolve));
  const silent = connect(port);
  await new Promise((resolve) => silent.on('connect', resolve).on('error', resolve));
  await world.twin.close();
  await closed;
});
