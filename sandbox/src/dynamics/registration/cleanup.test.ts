import { afterEach, beforeEach, expect, test } from 'vitest';
import { FCM_TOKEN, IOS_TOKEN, startTestTwin, USER } from '../testing.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
const OTHER = '1f8fad5b-d9cb-469f-a165-70867728950e';
beforeEach(async () => {
  t = await startTestTwin();
  await t.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN });
  await t.register({ UserId: USER, FcmDeviceToken: FCM_TOKEN });
  await t.register({ UserId: OTHER, ApnsDeviceToken: IOS_TOKEN });
});
afterEach(() => t.twin.close());

const cleanup = (path: string, body: unknown) =>
  t.post(`pushdeviceregistration/devices/cleanup${path}`, body);
const left = () => t.twin.devices().map(({ userId, platform }) => `${userId.slice(0, 2)} ${platform}`);

test('removes the named device of the named user only', async () => {
  await cleanup('', { ...t.auth, UserId: USER, DeviceToken: IOS_TOKEN });
  expect(left()).toEqual(['0f android', '1f ios']);
  expect(t.kinds()).toContain('cleanup.done');
});

test('without a token removes every device of the user', async () => {
  await cleanup('', { ...t.auth, UserId: USER.replaceAll('-', '') });
  expect(left()).toEqual(['1f ios']);
});

test('an empty token is a 400 and removes nothing; one that is null counts as none', async () => {
  const empty = { ...t.auth, UserId: USER, DeviceToken: '' };
  const answers = [
    await cleanup('', empty),
    await cleanup('/batch', [empty]),
    await cleanup('/batch', empty),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  expect(left()).toHaveLength(3);
  await cleanup('', { ...empty, DeviceToken: null });
  expect(left()).toEqual(['1f ios']);
});

test('a batch removes each of its items', async () => {
  const item = (UserId: string, DeviceToken: string) => ({ ...t.auth, UserId, DeviceToken });
  await cleanup('/batch', [item(USER, FCM_TOKEN), item(OTHER, IOS_TOKEN)]);
  expect(left()).toEqual(['0f ios']);
});

test('a batch that is one object is done too, with a warning', async () => {
  await cleanup('/batch', { ...t.auth, UserId: USER });
  expect(left()).toEqual(['1f ios']);
  expect(t.kinds()).toContain('cleanup.lone-object');
});

test('what is not there is no error, and a wrong ApiToken removes nothing', async () => {
  expect((await cleanup('', { ...t.auth, UserId: USER, DeviceToken: 'unknown' })).status).toBe(202);
  expect((await cleanup('', { ...t.auth, ApiToken: 'AAAA', UserId: USER })).status).toBe(202);
  expect(left()).toHaveLength(3);
  expect(t.kinds()).toContain('cleanup.ignored');
});

test('it is recorded in the trace of its request', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const body = { ...t.auth, UserId: USER };
  await t.post('pushdeviceregistration/devices/cleanup', body, {
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
  });
  expect(t.timeline.list({ traceId })).toMatchObject([{ kind: 'cleanup.done', detail: { removed: 2 } }]);
});
