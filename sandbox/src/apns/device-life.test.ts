import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClock, type SandboxClock } from '../clock.ts';
import {
  ALERT,
  addPhone,
  BUNDLE,
  openConnection,
  providerToken,
  pushHeaders,
  startTestTwin,
} from './testing/world.ts';

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

async function push(token = phone.token): Promise<string> {
  const { status, json } = await client.request(pushHeaders(token, authorization), ALERT);
  return [status, json.reason, json.timestamp].filter((part) => part !== undefined).join(' ');
}

test('an expired token is 410 ExpiredToken with the moment it expired', async () => {
  world.twin.expireDevice(phone.token);
  await clock.advance(5000);
  expect(await push()).toBe(`410 ExpiredToken ${START}`);
});

test('an uninstall may be noticed only after so many pushes, which are accepted and lost', async () => {
  world.twin.scenarios.set({ uninstallNoticedAfterPushes: 2 });
  world.twin.unregisterDevice(phone.token);
  await clock.advance(7000);
  const noticed = `410 Unregistered ${START + 7000}`;
  expect([await push(), await push(), await push(), await push()]).toEqual(['200', '200', noticed, noticed]);
  expect(phone.received).toEqual([]);
  const lost = world.timeline.list().filter(({ kind }) => kind === 'push.dropped');
  expect(lost.map(({ summary }) => summary)).toEqual(
    Array(2).fill(expect.stringContaining('not noticed yet')),
  );
});

test('an uninstall may be noticed only after a while', async () => {
  world.twin.scenarios.set({ uninstallNoticedAfterMs: 3_600_000, uninstallNoticedAfterPushes: 100 });
  world.twin.unregisterDevice(phone.token);
  await clock.advance(3_599_999);
  expect(await push()).toBe('200');
  await clock.advance(1);
  expect(await push()).toBe(`410 Unregistered ${START + 3_600_000}`);
});

test('a token that is registered again lives again', async () => {
  world.twin.unregisterDevice(phone.token);
  world.twin.expireDevice(phone.token);
  const again = addPhone(world.twin, { token: phone.token });
  expect([await push(), again.received.length]).toEqual(['200', 1]);
});

/** Stores a push for the phone, does something, and says what became of the push when the phone is back. */
async function storedAcross(happens: () => void): Promise<(string | number)[]> {
  phone.online = false;
  await push();
  happens();
  phone.online = true;
  world.twin.deviceOnline(phone.token);
  const events = world.timeline.list().filter(({ kind }) => kind === 'push.dropped');
  return [phone.received.length, ...events.map(({ summary }) => summary.replace(/.*: /, ''))];
}

test('a stored push is dropped when its token expires', async () => {
  const dropped = await storedAcross(() => world.twin.expireDevice(phone.token));
  expect(dropped).toEqual([0, 'the token has expired']);
});

test('a stored push is dropped when the app is removed', async () => {
  const dropped = await storedAcross(() => world.twin.unregisterDevice(phone.token));
  expect(dropped).toEqual([0, 'the app was removed']);
});

test.each([
  ['for another app', { bundleId: 'com.example.other', environment: 'development' }],
  ['in the other environment', { bundleId: BUNDLE, environment: 'production' }],
] as const)('a stored push is dropped when its token is registered %s', async (_, place) => {
  const dropped = await storedAcross(() => {
    const deliver = () => expect.fail('a push of the app before');
    world.twin.registerDevice({ token: phone.token.toUpperCase(), ...place, deliver });
  });
  expect(dropped).toEqual([0, 'its token was registered for another app or environment']);
});

test('a stored push stays when its token is registered again as it was', async () => {
  const dropped = await storedAcross(() => {
    addPhone(world.twin, { token: phone.token }).received = phone.received;
  });
  expect(dropped).toEqual([1]);
});

test('deviceLimit answers TooManyRequests to pushes in a row to one device', async () => {
  world.twin.scenarios.set({ deviceLimit: { pushes: 2, perMs: 1000 } });
  const other = addPhone(world.twin);
  const tooMany = '429 TooManyRequests';
  expect([await push(), await push(), await push()]).toEqual(['200', '200', tooMany]);
  expect(await push(other.token)).toBe('200');
  await clock.advance(1000);
  expect([await push(), phone.received.length]).toEqual(['200', 3]);
});
