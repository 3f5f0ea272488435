import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FCM_TOKEN, IOS_TOKEN, startTestTwin, TRACKED, USER } from './testing.ts';
import { RegisterAnswer, StatusAnswer } from './wire.ts';

type Test = Awaited<ReturnType<typeof startTestTwin>>;
let t: Test;
beforeAll(async () => {
  t = await startTestTwin();
});
afterAll(() => t.twin.close());

const DEVICES = 'pushdeviceregistration/devices';
const EVENT = { TrackingId: 'b3b9e9f2-5a0e-4c57-8a0e-6f3b1f6f4b11', DeviceToken: IOS_TOKEN };

/** The documented requests (facts: dynamics.md §1.1–§1.5, §6), each with the answer the document promises. */
const documented: [what: string, path: string, body: unknown][] = [
  ['register iOS', DEVICES, { UserId: USER, ApnsDeviceToken: IOS_TOKEN }],
  ['register Android', DEVICES, { UserId: USER, FcmDeviceToken: FCM_TOKEN }],
  ['register a profile', DEVICES, { UserId: USER.replaceAll('-', ''), FcmDeviceToken: 'a:b' }],
  ['null for the other platform', DEVICES, { UserId: USER, ApnsDeviceToken: null, FcmDeviceToken: 'a' }],
  ['register batch', `${DEVICES}/batch`, [{ UserId: USER, ApnsDeviceToken: IOS_TOKEN }]],
  ['status, with slash', `${DEVICES}/status/`, { RegistrationRequestIds: [USER] }],
  ['status, without slash', `${DEVICES}/status`, { RegistrationRequestIds: [USER] }],
  ['cleanup one device', `${DEVICES}/cleanup`, { UserId: USER, DeviceToken: IOS_TOKEN }],
  ['cleanup all of a user', `${DEVICES}/cleanup`, { UserId: USER }],
  ['cleanup batch', `${DEVICES}/cleanup/batch`, [{ UserId: USER, DeviceToken: IOS_TOKEN }]],
  ['cleanup batch, a lone object', `${DEVICES}/cleanup/batch`, { UserId: USER }],
  ['opened, a number', 'pushdatareceiver/events', { ...EVENT, PushNotificationStatus: 1 }],
  ['opened, Swift sample', 'pushdatareceiver/events', { ...EVENT, PushNotificationStatus: '1' }],
  ['opened, Java sample', 'pushdatareceiver/events', { ...EVENT, PushNotificationStatus: 'Opened' }],
  ['clicked, legacy', 'pushdatareceiver/events', { ...EVENT, PushNotificationStatus: 0 }],
];

const withAuth = (body: unknown) => {
  if (Array.isArray(body)) return body.map((item) => ({ ...t.auth, ...item }));
  return { ...t.auth, ...(body as object) };
};

test.each(documented)('answers the documented request: %s', async (_, path, body) => {
  const answer = await t.post(path, withAuth(body));
  expect(answer.status).toBe(path.includes('/status') ? 200 : 202);
  const text = await answer.text();
  if (answer.status === 202) expect(text).toBe('');
  else expect(StatusAnswer.parse(JSON.parse(text))).toEqual([{ Status: 'Pending', FailureReason: null }]);
});

/** Assumed where the documents are silent; the documented statuses are 202 and 400 only. */
const refused: [what: string, path: string, body: unknown][] = [
  ['no token', DEVICES, { UserId: USER }],
  ['both tokens', DEVICES, { UserId: USER, ApnsDeviceToken: 'a', FcmDeviceToken: 'b' }],
  ['a user id that is no GUID', DEVICES, { UserId: 'abc123-user-uuid', ApnsDeviceToken: 'a' }],
  ['camelCase names', DEVICES, { userId: USER, apnsDeviceToken: 'a' }],
  ['a token that is a number', DEVICES, { UserId: USER, ApnsDeviceToken: 7 }],
  ['an app id that is no GUID', DEVICES, { UserId: USER, ApnsDeviceToken: 'a', MobileAppId: 'app' }],
  ['no ApiToken', DEVICES, { UserId: USER, ApnsDeviceToken: 'a', ApiToken: undefined }],
  ['a batch that is no array', `${DEVICES}/batch`, { UserId: USER, ApnsDeviceToken: 'a' }],
  ['one bad item in a batch', `${DEVICES}/batch`, [{ UserId: USER, ApnsDeviceToken: 'a' }, { UserId: USER }]],
  ['an empty batch', `${DEVICES}/batch`, []],
  ['101 items', `${DEVICES}/batch`, Array(101).fill({ UserId: USER, ApnsDeviceToken: 'a' })],
  ['101 cleanups', `${DEVICES}/cleanup/batch`, Array(101).fill({ UserId: USER })],
  ['ids that are no array', `${DEVICES}/status`, { RegistrationRequestIds: USER }],
  ['status 2', 'pushdatareceiver/events', { ...EVENT, PushNotificationStatus: 2 }],
  [
    'an empty tracking id',
    'pushdatareceiver/events',
    { ...EVENT, TrackingId: '', PushNotificationStatus: 1 },
  ],
];

test.each(refused)('refuses with 400 and keeps nothing: %s', async (_, path, body) => {
  const before = t.twin.snapshot();
  const answer = await t.post(path, withAuth(body));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ title: 'Dynamics twin', status: 400, detail: expect.any(String) });
  expect({ ...t.twin.snapshot(), queue: [] }).toEqual({ ...before, queue: [] });
});

describe('bodies and routes nobody should send', () => {
  const bodies: [what: string, body: string][] = [
    ['broken JSON', '{"MobileAppId":'],
    ['nothing', ''],
    ['null', 'null'],
    ['a string', '"x"'],
    ['JSON nested 100,000 deep', '['.repeat(100_000)],
  ];
  test.each(bodies)('%s is a 400', async (_, body) => {
    for (const path of [DEVICES, `${DEVICES}/batch`, `${DEVICES}/cleanup/batch`, 'pushdatareceiver/events']) {
      expect((await t.post(path, body)).status).toBe(400);
    }
  });

  test('another content type is a 400', async () => {
    expect((await t.post(DEVICES, '{}', { 'content-type': 'text/plain' })).status).toBe(400);
  });

  test('a body over 2 MB is a 413, with and without a content length', async () => {
    const body = 'x'.repeat(2 * 1024 * 1024 + 1);
    expect((await t.post(DEVICES, body)).status).toBe(413);
    const stream = new Blob([body]).stream();
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: stream, duplex: 'half' };
    expect((await fetch(`${t.base}/${DEVICES}`, init as RequestInit)).status).toBe(413);
  });

  test('an unknown route, another method and a foreign organization', async () => {
    expect((await t.post('pushdeviceregistration/nothing', {})).status).toBe(404);
    expect((await fetch(`${t.base}/${DEVICES}`)).status).toBe(404);
    const elsewhere = t.base.replace(t.twin.organizationId, USER);
    expect(
      (await t.post(`${elsewhere}/pushdatareceiver/events`, { ...EVENT, PushNotificationStatus: 1 })).status,
    ).toBe(400);
    const ids = { ...t.auth, RegistrationRequestIds: [USER] };
    expect((await t.post(`${elsewhere}/${DEVICES}/status/`, ids)).status).toBe(400);
  });

  test('what was refused is in the timeline, without any credential', () => {
    expect(t.kinds()).toContain('request.refused');
    expect(JSON.stringify(t.timeline.list())).not.toContain(t.apiToken.slice(0, 20));
  });
});

describe('tracking', () => {
  const item = (token: string) => ({ ...t.auth, UserId: USER, ApnsDeviceToken: token });

  test('one registration is answered with its id', async () => {
    const answer = await t.post(DEVICES, item('01'), TRACKED);
    expect(answer.status).toBe(202);
    expect(RegisterAnswer.parse(await answer.json())).toBeTruthy();
  });

  test('a batch is answered with ids in request order, and status keeps that order', async () => {
    t.provider.answer('03', { ok: false, reason: 'BadDeviceToken' });
    const answer = await t.post(`${DEVICES}/batch`, ['02', '03', '04'].map(item), TRACKED);
    const ids = RegisterAnswer.array().parse(await answer.json());
    await t.twin.settled();
    const asked = ids.map((id) => id.RegistrationRequestId);
    const status = async (RegistrationRequestIds: string[]) =>
      StatusAnswer.parse(
        await (await t.post(`${DEVICES}/status/`, { ...t.auth, RegistrationRequestIds })).json(),
      ).map((outcome) => outcome.Status);
    expect(await status(asked)).toEqual(['Success', 'Failed', 'Success']);
    expect(await status([USER, ...asked.slice(0, 2).reverse()])).toEqual(['Pending', 'Failed', 'Success']);
  });
});
