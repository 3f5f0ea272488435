import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addPhone, openSender, startTestTwin } from './testing/world.ts';

const DAY = 24 * 3_600_000;
let now = 1_800_000_000_000;
let world: Awaited<ReturnType<typeof startTestTwin>>;
let sender: Awaited<ReturnType<typeof openSender>>;
let phone: ReturnType<typeof addPhone>;
beforeAll(async () => {
  world = await startTestTwin({ now: () => now });
  sender = await openSender(world);
});
beforeEach(() => {
  phone = addPhone(world.twin);
  world.twin.settings.set({ uninstallNoticed: {} });
});
afterAll(() => world.twin.close());

const send = async () => (await sender.send({ token: phone.token })).status;

test('an uninstall is noticed after so many messages, which are lost', async () => {
  world.twin.settings.set({ uninstallNoticed: { afterSends: 2 } });
  world.twin.unregisterDevice(phone.token);
  expect([await send(), await send(), await send()]).toEqual([200, 200, 404]);
  expect([
    phone.received,
    world.timeline.list().filter(({ kind }) => kind === 'push.dropped').length,
  ]).toEqual([[], 2]);
});

test('an uninstall is noticed after a while', async () => {
  world.twin.settings.set({ uninstallNoticed: { afterMs: 5000 } });
  world.twin.unregisterDevice(phone.token);
  expect(await send()).toBe(200);
  now += 5000;
  expect(await send()).toBe(404);
});

test('an uninstall is noticed at once unless told otherwise, and a new install of the same token is alive', async () => {
  world.twin.unregisterDevice(phone.token);
  expect(await send()).toBe(404);
  addPhone(world.twin, { token: phone.token });
  expect(await send()).toBe(200);
});

test('a token expires after 270 days without contact', async () => {
  phone.online = false;
  expect(await send()).toBe(200);
  now += 269 * DAY;
  expect(await send()).toBe(200);
  now += DAY;
  expect(await send()).toBe(404);
});

test('what was stored for a token that expired is dropped, once', async () => {
  phone.online = false;
  for (const n of ['1', '2']) await sender.send({ token: phone.token, data: { n } });
  const before = world.timeline.list().length;
  now += 271 * DAY;
  expect([await send(), await send()]).toEqual([404, 404]);
  const dropped = world.timeline.list().filter(({ seq, kind }) => seq > before && kind === 'push.dropped');
  expect(dropped.map(({ summary }) => summary)).toEqual(Array(2).fill(expect.stringMatching('expired')));
  expect(world.twin.snapshot().devices.find(({ token }) => token === phone.token)?.stored).toEqual([]);
});

test('a phone that is not known to be away does not expire, and contact begins the time anew', async () => {
  now += 300 * DAY;
  expect(await send()).toBe(200);
  phone.online = false;
  await send();
  now += 200 * DAY;
  phone.online = true;
  world.twin.deviceOnline(phone.token);
  phone.online = false;
  await send();
  now += 200 * DAY;
  expect(await send()).toBe(200);
});

test('a setting that is none is refused, and what is not named stays', () => {
  world.twin.settings.set({ limits: { devicePerHour: 7 }, tokenLifeDays: 30 });
  world.twin.settings.set({ limits: { devicePerMinute: 5 } });
  const { limits, tokenLifeDays } = world.twin.settings.get();
  expect([limits.devicePerHour, limits.devicePerMinute, tokenLifeDays]).toEqual([7, 5, 30]);
  expect(() => world.twin.settings.set({ limits: { devicePerHour: 0 } })).toThrow();
  // biome-ignore lint/suspicious/noExplicitAny: what a person might write.
  expect(() => world.twin.settings.set({ colour: 'red' } as any)).toThrow();
  world.twin.settings.set({ limits: { devicePerHour: 5000, devicePerMinute: 240 }, tokenLifeDays: 270 });
});
