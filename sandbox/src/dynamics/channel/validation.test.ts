import { afterEach, beforeEach, expect, test } from 'vitest';
import { DynamicsRefusal } from '../refusal.ts';
import { appInput, FCM_TOKEN, IOS_TOKEN, startTestTwin, USER } from '../testing.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeEach(async () => {
  t = await startTestTwin();
});
afterEach(() => t.twin.close());

/** What the provider says to a push that no phone can have. */
const answers = (ios: string, android: string) => {
  t.provider.answer('0'.repeat(64), { ok: false, reason: ios });
  t.provider.answer('credential-validation', { ok: false, reason: android });
};

test('credentials are checked when they are saved: first Checking, then what the provider says', async () => {
  answers('BadDeviceToken', 'INVALID_ARGUMENT');
  const app = t.twin.createMobileApp(appInput());
  expect(t.twin.credentialValidation(app)).toEqual({
    ...{ ios: { state: 'checking' }, android: { state: 'checking' } },
  });
  await t.twin.settled();
  expect(t.twin.credentialValidation(app)).toEqual({ ios: { state: 'valid' }, android: { state: 'valid' } });
});

test('credentials that the provider refuses are Invalid with its reason, and no access token is generated', async () => {
  answers('InvalidProviderToken', 'INVALID_ARGUMENT');
  const app = t.twin.createMobileApp(appInput());
  const refused = t.twin.generateAccessToken(app);
  await expect(refused).rejects.toBeInstanceOf(DynamicsRefusal);
  await expect(refused).rejects.toMatchObject({
    ...{ code: 'credentials-not-valid', message: expect.stringContaining('InvalidProviderToken') },
  });
  expect(t.twin.credentialValidation(app)).toMatchObject({
    ...{ ios: { state: 'invalid', reason: 'InvalidProviderToken' }, android: { state: 'valid' } },
  });
  expect(t.twin.developerInformation(app).accessTokens).toEqual([]);
  answers('BadDeviceToken', 'INVALID_ARGUMENT');
  await t.twin.validateCredentials(app);
  expect(await t.twin.generateAccessToken(app)).toHaveLength(344);
});

test('§8: an access token works on while its credentials are Invalid, or not where the switch says so', async () => {
  answers('BadDeviceToken', 'SENDER_ID_MISMATCH');
  await t.twin.validateCredentials(t.mobileAppId);
  expect(await t.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN })).toMatchObject({ Status: 'Success' });
  t.twin.switches.set({ tokenOfInvalidApp: 'refused', invalidTokenAtStatus: 'pending' });
  const another = { UserId: USER, FcmDeviceToken: FCM_TOKEN };
  expect(await t.register(another)).toMatchObject({ Status: 'Pending' });
  answers('BadDeviceToken', 'INVALID_ARGUMENT');
  await t.twin.validateCredentials(t.mobileAppId);
  expect(await t.register(another)).toMatchObject({ Status: 'Success' });
});

test('once a device is registered, the platform is Valid connected', async () => {
  await t.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN });
  expect(t.twin.credentialValidation(t.mobileAppId)).toEqual({
    ...{ ios: { state: 'connected' }, android: { state: 'valid' } },
  });
});

test('a platform without credentials is not checked', async () => {
  const { name, android } = appInput();
  const app = t.twin.createMobileApp({ name, android });
  await t.twin.settled();
  expect(t.twin.credentialValidation(app)).toMatchObject({ ios: { state: 'not-started' } });
  expect(await t.twin.generateAccessToken(app)).toHaveLength(344);
});

test('new credentials are checked again, however quickly they follow each other', async () => {
  answers('InvalidProviderToken', 'INVALID_ARGUMENT');
  const app = t.twin.createMobileApp(appInput());
  answers('BadDeviceToken', 'INVALID_ARGUMENT');
  t.twin.updateMobileApp(app, appInput());
  await t.twin.settled();
  expect(t.twin.credentialValidation(app)).toMatchObject({ ios: { state: 'valid' } });
});

/** Lets the provider's answers wait until `free` is called. */
const hold = () => {
  const answer = t.provider.send;
  let free = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  let asked = 0;
  t.provider.send = async (push) => {
    asked++;
    await held;
    return answer(push);
  };
  return { free: () => free(), asked: () => asked };
};

test('a platform that is switched off while its check is on its way is Not started', async () => {
  answers('InvalidProviderToken', 'INVALID_ARGUMENT');
  const { free, asked } = hold();
  const app = t.twin.createMobileApp(appInput());
  await expect.poll(asked).toBe(2);
  t.twin.switchPlatforms(app, { ios: false });
  free();
  await t.twin.settled();
  expect(t.twin.credentialValidation(app)).toEqual({
    ...{ ios: { state: 'not-started' }, android: { state: 'valid' } },
  });
  expect(t.kinds().filter((kind) => kind === 'channel.validated')).toHaveLength(4);
});

test('an access token waits for the check of what was saved last', async () => {
  const { free, asked } = hold();
  const app = t.twin.createMobileApp(appInput());
  const generated = t.twin.generateAccessToken(app);
  await expect.poll(asked).toBe(2);
  t.twin.updateMobileApp(app, appInput());
  answers('InvalidProviderToken', 'INVALID_ARGUMENT');
  free();
  await expect(generated).rejects.toMatchObject({ message: expect.stringContaining('InvalidProviderToken') });
});

test('a check that was cut off goes on at the next start', async () => {
  t.provider.send = () => new Promise(() => undefined);
  const app = t.twin.createMobileApp(appInput());
  // The check begins in its own turn.
  await expect.poll(() => t.twin.snapshot().mobileApps.at(-1)?.validation.ios.state).toBe('checking');
  const state = t.twin.snapshot();
  const again = await startTestTwin({ state });
  await again.twin.settled();
  expect(again.twin.credentialValidation(app)).toMatchObject({ ios: { state: 'valid' } });
  await again.twin.close();
});

test('a platform that is switched off refuses registrations of it, and is sent to again when it is on', async () => {
  t.twin.switchPlatforms(t.mobileAppId, { android: false });
  expect(t.twin.mobileApps()[0]).toMatchObject({ platforms: ['ios', 'android'], active: ['ios'] });
  expect(await t.register({ UserId: USER, FcmDeviceToken: FCM_TOKEN })).toMatchObject({
    FailureReason: 'DryRunSendingFailed',
  });
  expect(await t.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN })).toMatchObject({ Status: 'Success' });
  t.twin.switchPlatforms(t.mobileAppId, { android: true });
  expect(await t.register({ UserId: USER, FcmDeviceToken: FCM_TOKEN })).toMatchObject({ Status: 'Success' });
});
