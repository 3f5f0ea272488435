import { afterAll, beforeAll, expect, test } from 'vitest';
import { APNS_KEY, appInput, FCM_TOKEN, IOS_TOKEN, serviceAccount, startTestTwin, USER } from '../testing.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeAll(async () => {
  t = await startTestTwin();
});
afterAll(() => t.twin.close());

const refusal = (code: string, message = expect.any(String)) =>
  expect.objectContaining({ name: 'DynamicsRefusal', code, message, remedy: expect.any(String) });

test('developer information names endpoint, organization, application and access tokens', () => {
  const information = t.twin.developerInformation(t.mobileAppId.toUpperCase());
  expect(information).toEqual({
    publicEndpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    ...{ organizationId: t.twin.organizationId, applicationId: t.mobileAppId },
    accessTokens: [expect.stringMatching(/^[A-Za-z0-9+/]{342}==$/)],
  });
  expect(information.publicEndpoint.length).toBeLessThanOrEqual(100);
});

test('one app covers iOS, Android or both', () => {
  const { name, ios, android } = appInput();
  const both = t.twin.createMobileApp({ name, ios, android });
  const one = t.twin.createMobileApp({ name, android });
  const platforms = (id: string) => t.twin.mobileApps().find((app) => app.mobileAppId === id)?.platforms;
  expect([platforms(both), platforms(one)]).toEqual([['ios', 'android'], ['android']]);
});

test('the signing key may come without its BEGIN and END lines', () => {
  const signingKey = APNS_KEY.privateKey.replaceAll(/-----.*-----|\n/g, '');
  expect(t.twin.createMobileApp({ name: 'Shop', ios: { ...appInput().ios, signingKey } })).toBeTruthy();
});

test.each([
  ['google-services.json', { project_info: { project_number: '1' }, client: [] }],
  ['a service account without its key', serviceAccount({ private_key: '' })],
  ['a service account with another kind of key', serviceAccount({ private_key: APNS_KEY.privateKey })],
  ['a legacy server key', 'AAAAabc:APA91bxyz'],
])('%s gets the documented error', (_, content) => {
  const serviceAccountJson = typeof content === 'string' ? content : JSON.stringify(content);
  expect(() => t.twin.createMobileApp({ name: 'Shop', android: { serviceAccountJson } })).toThrow(
    refusal('service-account-incorrect', 'Provided service account JSON is incorrect'),
  );
});

test.each([
  ['a key that is none', { signingKey: 'nonsense' }],
  ['a key of the wrong kind', { signingKey: serviceAccount().private_key }],
  ['a short key id', { keyId: 'K' }],
])('%s is refused', (_, changes) => {
  const ios = { ...appInput().ios, ...changes };
  expect(() => t.twin.createMobileApp({ name: 'Shop', ios })).toThrow(refusal('signing-key-incorrect'));
});

test('an app without credentials, and an unknown app, are refused', () => {
  expect(() => t.twin.createMobileApp({ name: 'Shop' })).toThrow(refusal('mobile-app-incomplete'));
  expect(() => t.twin.developerInformation(USER)).toThrow(refusal('mobile-app-unknown'));
});

test('a name has at most 100 characters', () => {
  const named = (name: string) => t.twin.createMobileApp({ ...appInput(), name });
  expect(named('x'.repeat(100))).toBeTruthy();
  expect(() => named('x'.repeat(101))).toThrow(refusal('mobile-app-incorrect'));
  expect(() => t.twin.updateMobileApp(t.mobileAppId, { ...appInput(), name: 'x'.repeat(101) })).toThrow(
    refusal('mobile-app-incorrect'),
  );
});

test('an access token that is not the app’s cannot be revoked', () => {
  expect(() => t.twin.revokeAccessToken(t.mobileAppId, 'another')).toThrow(refusal('access-token-unknown'));
});

test('changing credentials in place keeps id and access tokens', () => {
  const { android } = appInput();
  t.twin.updateMobileApp(t.mobileAppId, { name: 'Renamed', android });
  expect(t.twin.developerInformation(t.mobileAppId).accessTokens).toEqual([t.apiToken]);
  expect(t.twin.mobileApps()[0]).toEqual({
    mobileAppId: t.mobileAppId,
    name: 'Renamed',
    ...{ platforms: ['android'], active: ['android'] },
  });
});

test('a secret that is left out of a change stays as it was saved', async () => {
  const { name, ios, android } = appInput();
  const { signingKey: _, ...without } = ios;
  const app = t.twin.createMobileApp({ name, ios, android });
  t.twin.updateMobileApp(app, {
    ...{ name: 'Again', ios: { ...without, bundleId: 'com.example.two' }, android: {} },
  });
  const saved = t.twin.snapshot().mobileApps.find(({ mobileAppId }) => mobileAppId === app);
  expect(saved?.ios).toMatchObject({
    ...{ bundleId: 'com.example.two', signingKey: expect.stringContaining('PRIVATE') },
  });
  expect(saved?.android?.projectId).toBe(JSON.parse(android.serviceAccountJson).project_id);
});

test('a secret that was never saved cannot be left out', () => {
  const { name, ios } = appInput();
  const app = t.twin.createMobileApp({ name, ios });
  expect(() => t.twin.updateMobileApp(app, { name, ios, android: {} })).toThrow(
    refusal('service-account-incorrect'),
  );
});

test('what may be seen of saved credentials holds no key', () => {
  const { ios, android } = appInput();
  const app = t.twin.createMobileApp({ name: 'Seen', ios, android });
  const shown = t.twin.mobileAppSettings(app);
  expect(shown).toMatchObject({
    ios: { authenticationMode: 'token', keyId: ios.keyId, teamId: ios.teamId, bundleId: ios.bundleId },
    android: { clientEmail: expect.stringContaining('@') },
  });
  expect(JSON.stringify(shown)).not.toMatch(/PRIVATE KEY|signingKey/i);
});

test('an access token is listed by its end, and can be revoked by the id of its row', async () => {
  const another = await t.twin.generateAccessToken(t.mobileAppId);
  const rows = t.twin.accessTokens(t.mobileAppId);
  expect(rows).toHaveLength(2);
  expect(rows[1]).toEqual({
    id: expect.any(String),
    ending: `…${another.slice(-8)}`,
    generatedAt: expect.any(Number),
  });
  t.twin.revokeAccessToken(t.mobileAppId, rows[1]?.id ?? '');
  expect(t.twin.accessTokens(t.mobileAppId)).toEqual(rows.slice(0, 1));
});

test('the device table can be read by app, and shows no whole token unless asked', async () => {
  await t.register({ UserId: USER, FcmDeviceToken: FCM_TOKEN });
  await t.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN });
  expect(() => t.twin.devices({ mobileAppId: USER })).toThrow(refusal('mobile-app-unknown'));
  expect(t.twin.devices({ mobileAppId: t.mobileAppId })).toHaveLength(2);
  expect(JSON.stringify(t.twin.devices())).not.toContain(IOS_TOKEN);
});
