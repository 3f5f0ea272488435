import { afterEach, beforeEach, expect, test } from 'vitest';
import { traceIdFrom } from '../../trace.ts';
import { FCM_TOKEN, IOS_TOKEN, startTestTwin, TRACKED, USER } from '../testing.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeEach(async () => {
  t = await startTestTwin();
});
afterEach(() => t.twin.close());

const iphone = { UserId: USER, ApnsDeviceToken: IOS_TOKEN };
const rows = () =>
  t.twin
    .devices()
    .map(({ userId, platform, token, result, reason }) => ({ userId, platform, token, result, reason }));

test('a good registration succeeds and is in the device table, its token masked', async () => {
  expect(await t.register(iphone)).toEqual({ Status: 'Success', FailureReason: null });
  expect(rows()).toEqual([
    { userId: USER, platform: 'ios', token: '…abababab', result: 'Success', reason: undefined },
  ]);
  expect(t.twin.devices({ fullTokens: true })[0]?.token).toBe(IOS_TOKEN);
});

test('the dry run is an invisible push in the trace of the request', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const traceId = traceIdFrom(traceparent);
  await t.post('pushdeviceregistration/devices', { ...t.auth, ...iphone }, { traceparent });
  await t.post(
    'pushdeviceregistration/devices',
    { ...t.auth, UserId: USER, FcmDeviceToken: FCM_TOKEN },
    { traceparent },
  );
  await t.twin.settled();
  expect(t.provider.sent).toMatchObject([
    {
      traceId,
      platform: 'ios',
      apns: { pushType: 'background', priority: 5, aps: { 'content-available': 1 } },
    },
    { traceId, platform: 'android', fcm: { data: { trackingId: '' } } },
  ]);
  expect(t.kinds(traceId).sort()).toEqual([
    ...['registration.accepted', 'registration.accepted', 'registration.settled', 'registration.settled'],
  ]);
});

test('a token that the provider refuses fails with DryRunSendingFailed, and the table tells why', async () => {
  t.provider.answer(IOS_TOKEN, { ok: false, reason: 'BadDeviceToken' });
  expect(await t.register(iphone)).toEqual({ Status: 'Failed', FailureReason: 'DryRunSendingFailed' });
  expect(t.twin.devices()[0]).toMatchObject({
    ...{ result: 'Failed', reason: 'DryRunSendingFailed' },
    details: 'Sending a test invisible notification failed for the given device token: BadDeviceToken',
  });
});

test('a device that failed can be registered again', async () => {
  t.provider.answer(IOS_TOKEN, { ok: false, reason: 'BadDeviceToken' });
  await t.register(iphone);
  t.provider.answer(IOS_TOKEN, { ok: true });
  expect(await t.register(iphone)).toMatchObject({ Status: 'Success' });
  expect(rows()).toHaveLength(1);
});

test('the same app, user and token again is DuplicateExists, however the user id is written', async () => {
  await t.register(iphone);
  expect(await t.register(iphone)).toEqual({ Status: 'Failed', FailureReason: 'DuplicateExists' });
  const profileForm = USER.replaceAll('-', '').toUpperCase();
  expect(await t.register({ ...iphone, UserId: profileForm })).toMatchObject({
    FailureReason: 'DuplicateExists',
  });
  expect(rows()).toMatchObject([{ result: 'Success' }]);
});

test('the same token under another user is another device', async () => {
  await t.register(iphone);
  expect(await t.register({ ...iphone, UserId: USER.replace('0f', '1f') })).toMatchObject({
    Status: 'Success',
  });
  expect(rows()).toHaveLength(2);
});

test('too long a token is DeviceTokenTooLong, without a dry run', async () => {
  const tooLong = { Status: 'Failed', FailureReason: 'DeviceTokenTooLong' };
  expect(await t.register({ UserId: USER, ApnsDeviceToken: FCM_TOKEN })).toEqual(tooLong);
  expect(await t.register({ UserId: USER, FcmDeviceToken: 'x'.repeat(4001) })).toEqual(tooLong);
  expect(t.provider.sent).toEqual([]);
});

test('the checks come in this order: ApiToken, length, duplicate, dry run, store', async () => {
  await t.register(iphone);
  t.provider.sent.length = 0;
  // Everything is wrong with the first; each of the next has one mistake less.
  t.twin.switches.set({ invalidTokenOutcome: 'status', apnsTokenLimit: 10 });
  t.twin.faults.plant({ route: 'store', effect: { kind: 'store-fails' } });
  t.provider.answer(IOS_TOKEN, { ok: false, reason: 'BadDeviceToken' });
  const reason = async (item: object) => (await t.register({ ...iphone, ...item })).FailureReason;
  expect(await reason({ ApiToken: 'AAAA' })).toBe('ApiTokenNotValid');
  expect(await reason({})).toBe('DeviceTokenTooLong');
  t.twin.switches.set({ apnsTokenLimit: 64 });
  expect(await reason({})).toBe('DuplicateExists');
  expect(t.provider.sent).toEqual([]);
  const other = { UserId: USER.replace('0f', '1f') };
  expect(await reason(other)).toBe('DryRunSendingFailed');
  t.provider.answer(IOS_TOKEN, { ok: true });
  expect(await reason(other)).toBe('FailedToStoreDevice');
  t.twin.faults.clear();
  expect(await t.register({ ...iphone, ...other })).toMatchObject({ Status: 'Success' });
});

test('a store that fails is FailedToStoreDevice, and a retry afterwards succeeds', async () => {
  t.twin.faults.plant({ route: 'store', effect: { kind: 'store-fails' }, times: 1 });
  expect(await t.register(iphone)).toEqual({ Status: 'Failed', FailureReason: 'FailedToStoreDevice' });
  expect(await t.register(iphone)).toMatchObject({ Status: 'Success' });
});

test.each([
  ['ApiToken', (a: typeof t.auth) => ({ ...a, ApiToken: `${a.ApiToken.slice(0, -4)}AAA=` })],
  ['MobileAppId', (a: typeof t.auth) => ({ ...a, MobileAppId: USER })],
])('a wrong %s is accepted, gets an id and stays Pending for ever, without a row', async (_, wrong) => {
  const answer = await t.post('pushdeviceregistration/devices', { ...wrong(t.auth), ...iphone }, TRACKED);
  expect(answer.status).toBe(202);
  const { RegistrationRequestId } = (await answer.json()) as { RegistrationRequestId: string };
  await t.twin.settled();
  const ask = (auth: object) =>
    t.post('pushdeviceregistration/devices/status/', {
      ...auth,
      RegistrationRequestIds: [RegistrationRequestId],
    });
  expect(await (await ask(t.auth)).json()).toEqual([{ Status: 'Pending', FailureReason: null }]);
  expect((await ask(wrong(t.auth))).status).toBe(400);
  expect(t.twin.devices()).toEqual([]);
  expect(t.kinds()).toContain('registration.ignored');
});

test('a switch lets a wrong ApiToken fail, by name or by the text of the troubleshooting page', async () => {
  t.twin.switches.set({ invalidTokenOutcome: 'status-and-webhook' });
  const wrong = { ...t.auth, ...iphone, ApiToken: 'AAAA' };
  const answer = await t.post('pushdeviceregistration/devices', wrong, TRACKED);
  const { RegistrationRequestId } = (await answer.json()) as { RegistrationRequestId: string };
  await t.twin.settled();
  const asked = { ...t.auth, RegistrationRequestIds: [RegistrationRequestId] };
  const status = async () => (await t.post('pushdeviceregistration/devices/status/', asked)).json();
  expect(await status()).toEqual([{ Status: 'Failed', FailureReason: 'ApiTokenNotValid' }]);
  t.twin.switches.set({ statusTexts: 'human' });
  expect(await status()).toEqual([{ Status: 'Failed', FailureReason: 'Provided API token is not valid' }]);
  expect(t.twin.devices()).toEqual([]);
});

test('without tracking the device is registered and the status stays Pending', async () => {
  const answer = await t.post('pushdeviceregistration/devices', { ...t.auth, ...iphone });
  expect(await answer.text()).toBe('');
  await t.twin.settled();
  expect(rows()).toMatchObject([{ result: 'Success' }]);
  expect(t.twin.snapshot().results).toEqual([]);
});

test.each([
  ['missing', {}],
  ['empty', { FailureReason: '' }],
] as const)('what has not failed has a %s reason where the switch says so', async (absentReason, reason) => {
  t.twin.switches.set({ absentReason });
  expect(await t.register(iphone)).toEqual({ Status: 'Success', ...reason });
});

test('every access token of the app works until it is revoked', async () => {
  const second = await t.twin.generateAccessToken(t.mobileAppId);
  expect(await t.register({ ...iphone, ApiToken: second })).toMatchObject({ Status: 'Success' });
  t.twin.revokeAccessToken(t.mobileAppId, second);
  const other = { UserId: USER, FcmDeviceToken: FCM_TOKEN };
  expect(await t.register({ ...other, ApiToken: second })).toMatchObject({ Status: 'Pending' });
  expect(await t.register(other)).toMatchObject({ Status: 'Success' });
});
