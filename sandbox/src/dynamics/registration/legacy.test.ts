import { afterEach, beforeEach, expect, test } from 'vitest';
import { FCM_TOKEN, IOS_TOKEN, startTestTwin, USER } from '../testing.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeEach(async () => {
  t = await startTestTwin();
});
afterEach(() => t.twin.close());

const ios = () => ({ ApnsDeviceContract: { ApnsToken: IOS_TOKEN }, ApiToken: t.apiToken });
const android = () => ({ FcmDeviceContract: { FcmToken: FCM_TOKEN }, ApiToken: t.apiToken });
const register = (body: unknown, app = t.mobileAppId, user = USER) =>
  t.post(`pushchannel/apps/${app}/devices/${user}`, body);
const event = (trackingId: string, status: unknown) =>
  t.post(`pushchannel/event/trackings/${trackingId}`, {
    ...{ DeviceToken: IOS_TOKEN, PushNotificationStatus: status },
  });

test('v1 registers either platform with app and user in the path, and answers 200 with nothing', async () => {
  for (const body of [ios(), android()]) {
    const answer = await register(body);
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  }
  await t.twin.settled();
  const rows = t.twin.devices().map(({ platform, userId, result }) => ({ platform, userId, result }));
  expect(rows).toEqual([
    { platform: 'ios', userId: USER, result: 'Success' },
    { platform: 'android', userId: USER, result: 'Success' },
  ]);
});

test('v1 with a wrong ApiToken is answered alike, and registers nothing', async () => {
  expect((await register({ ...ios(), ApiToken: 'AAAA' })).status).toBe(200);
  await t.twin.settled();
  expect(t.twin.devices()).toEqual([]);
  expect(t.kinds()).toContain('registration.ignored');
});

test('v1 refuses with 400 what it cannot read', async () => {
  expect((await register({ ApiToken: t.apiToken })).status).toBe(400);
  expect((await register({ ...ios(), ...android() })).status).toBe(400);
  expect((await register(ios(), t.mobileAppId, 'somebody')).status).toBe(400);
  expect((await register(ios(), 'app')).status).toBe(400);
  expect((await event('tracking', 1)).status).toBe(400);
  expect((await event(USER, 2)).status).toBe(400);
});

test('a v1 event records an open by the tracking id in its path, number or text', async () => {
  for (const status of [1, '1']) expect((await event(USER, status)).status).toBe(200);
  const opened = { name: 'Push Notification Opened', trackingId: USER, matched: false };
  expect(t.twin.interactions()).toMatchObject([opened, opened]);
});

test('switched off, both v1 endpoints are 404', async () => {
  t.twin.switches.set({ legacyEndpoints: 'off' });
  expect((await register(ios())).status).toBe(404);
  expect((await event(USER, 1)).status).toBe(404);
});
