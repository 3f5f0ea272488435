import { createSecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApnsTwin, startApnsTwin } from '../../apns/server.ts';
import { createCertificates } from '../../certificates.ts';
import { type FcmTwin, startFcmTwin } from '../../fcm/server.ts';
import { createTimeline } from '../../timeline.ts';
import type { MobileAppInput } from '../channel/channel.ts';
import { KEYCHAIN_P12, KEYCHAIN_PASSWORD } from '../channel/testing/keychain-p12.ts';
import { startDynamicsTwin } from '../server.ts';
import type { DynamicsTwin } from '../start.ts';
import { USER } from '../testing.ts';
import { RegisterAnswer, StatusAnswer } from '../wire.ts';

/** Credentials of every kind, good and bad, as the twins of APNs and FCM take them. */
const timeline = createTimeline();
const BUNDLE = 'com.example.shop';
const PROJECT = 'shop-push';
let apns: ApnsTwin;
let fcm: FcmTwin;
let dynamics: DynamicsTwin;
let android: NonNullable<MobileAppInput['android']>;
const iosToken = 'c0ffee'.padEnd(64, '0');
let fcmToken: string;
const pushed: string[] = [];

beforeAll(async () => {
  const certificates = await createCertificates();
  [apns, fcm] = await Promise.all([
    startApnsTwin({ certificates, timeline }),
    startFcmTwin({ certificates, timeline }),
  ]);
  dynamics = await startDynamicsTwin({
    ...{ timeline, linkHost: 'links.marketing.localhost', siteUrl: 'https://shop.example' },
    providers: { ca: certificates.ca, apns, fcm },
  });
  android = { serviceAccountJson: JSON.stringify(await fcm.createServiceAccount(PROJECT)) };
  fcmToken = fcm.createFcmToken();
  const deliver = (name: string) => () => {
    pushed.push(name);
    return 'delivered' as const;
  };
  apns.registerDevice({
    ...{ token: iosToken, bundleId: BUNDLE, environment: 'development', deliver: deliver('ios') },
  });
  fcm.registerDevice({
    ...{ token: fcmToken, packageName: BUNDLE, projectId: PROJECT, deliver: deliver('android') },
  });
});
afterAll(async () => {
  await Promise.all([apns.close(), fcm.close()]);
  await dynamics.close();
});

/** Posts a batch and returns each outcome; the token is generated while the app is still good. */
async function register(items: { MobileAppId: string; ApiToken: string }[]) {
  const { publicEndpoint, organizationId } = dynamics;
  const post = async (path: string, body: unknown) =>
    fetch(`${publicEndpoint}/api/v1.0/orgs/${organizationId}/pushdeviceregistration/devices/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ms-track-registration': 'true' },
      body: JSON.stringify(body),
    });
  const answer = await post('batch', items);
  const ids = RegisterAnswer.array().parse(await answer.json());
  await dynamics.settled();
  const outcomes = ids.map(async ({ RegistrationRequestId }, index) => {
    const { MobileAppId, ApiToken } = items[index] ?? {};
    const ask = { MobileAppId, ApiToken, RegistrationRequestIds: [RegistrationRequestId] };
    return StatusAnswer.parse(await (await post('status/', ask)).json())[0];
  });
  return Promise.all(outcomes);
}

async function createApp(input: MobileAppInput) {
  const MobileAppId = dynamics.createMobileApp(input);
  return { MobileAppId, ApiToken: await dynamics.generateAccessToken(MobileAppId) };
}

const validation = (app: { MobileAppId: string }) => dynamics.validateCredentials(app.MobileAppId);
const details = (app: { MobileAppId: string }) =>
  dynamics.devices({ mobileAppId: app.MobileAppId }).map((row) => row.details);
const certificate = async (options: Partial<Parameters<ApnsTwin['createApnsCertificate']>[0]> = {}) => {
  const { p12, passphrase } = await apns.createApnsCertificate({ bundleId: BUNDLE, ...options });
  return {
    ...{ authenticationMode: 'certificate' as const, applicationMode: 'sandbox' as const },
    ...{ certificate: p12.toString('base64'), password: passphrase },
  };
};
const signingKey = (bundleIds = [BUNDLE]) => {
  const { key, keyId, teamId, ...rest } = apns.createApnsKey();
  apns.addKey({ ...rest, keyId, teamId, bundleIds });
  return { bundleId: BUNDLE, applicationMode: 'sandbox' as const, signingKey: key, keyId, teamId };
};

test('a .p12 with its password sends to APNs, and its mode can be changed to a signing key in place', async () => {
  const app = await createApp({ name: 'Certificate', ios: await certificate() });
  expect(await validation(app)).toMatchObject({ ios: { state: 'valid' } });
  pushed.length = 0;
  const item = { ...app, UserId: USER, ApnsDeviceToken: iosToken };
  expect(await register([item])).toMatchObject([{ Status: 'Success' }]);
  expect(pushed).toEqual(['ios']);
  expect(await validation(app)).toMatchObject({ ios: { state: 'connected' } });
  dynamics.updateMobileApp(app.MobileAppId, { name: 'Key', ios: signingKey() });
  const another = { ...item, UserId: USER.replace('0f', '1f') };
  expect(await register([another])).toMatchObject([{ Status: 'Success' }]);
  expect(pushed).toEqual(['ios', 'ios']);
});

test('a .p12 in the old ciphers of a Mac’s Keychain is opened too, which TLS itself refuses', () => {
  expect(() =>
    createSecureContext({ pfx: Buffer.from(KEYCHAIN_P12, 'base64'), passphrase: KEYCHAIN_PASSWORD }),
  ).toThrow();
  const common = { authenticationMode: 'certificate', applicationMode: 'sandbox' } as const;
  const ios = { ...common, certificate: KEYCHAIN_P12, password: KEYCHAIN_PASSWORD };
  const app = dynamics.createMobileApp({ name: 'Keychain', ios });
  const saved = dynamics.snapshot().mobileApps.find(({ mobileAppId }) => mobileAppId === app);
  expect(saved?.ios).toMatchObject({ bundleId: BUNDLE, privateKey: expect.stringContaining('PRIVATE KEY') });
});

test('a certificate for production is good in the mode Production, and not in Sandbox', async () => {
  const ios = await certificate({ environment: 'production' });
  const app = dynamics.createMobileApp({
    name: 'Production',
    ios: { ...ios, applicationMode: 'production' },
  });
  expect(await dynamics.validateCredentials(app)).toMatchObject({ ios: { state: 'valid' } });
  dynamics.updateMobileApp(app, { name: 'Production', ios });
  expect(await dynamics.validateCredentials(app)).toMatchObject({
    ios: { state: 'invalid', reason: 'BadCertificateEnvironment' },
  });
});

test('a .p12 whose password is empty is opened too', async () => {
  const ios = await certificate({ passphrase: '' });
  expect(await createApp({ name: 'Empty', ios })).toMatchObject({ ApiToken: expect.any(String) });
});

test.each([
  ['another password', (good: Awaited<ReturnType<typeof certificate>>) => ({ ...good, password: 'wrong' })],
  ['what is no .p12', (good) => ({ ...good, certificate: Buffer.from('nonsense').toString('base64') })],
  ['nothing', (good) => ({ ...good, certificate: '' })],
] satisfies [string, (good: Awaited<ReturnType<typeof certificate>>) => object][])(
  'a certificate with %s is refused',
  async (_, spoil) => {
    const ios = spoil(await certificate());
    expect(() => dynamics.createMobileApp({ name: 'Shop', ios })).toThrow(
      expect.objectContaining({ code: 'certificate-incorrect', remedy: expect.stringContaining('.p12') }),
    );
  },
);

describe('credentials that the provider refuses', () => {
  /** Good at first, so that there is an access token; then what is given. */
  async function spoilt(input: Omit<MobileAppInput, 'name'>) {
    const app = await createApp({ name: 'Spoilt', ios: signingKey(), android });
    dynamics.updateMobileApp(app.MobileAppId, { name: 'Spoilt', ...input });
    return app;
  }
  const both = (app: { MobileAppId: string; ApiToken: string }) => [
    { ...app, UserId: USER, ApnsDeviceToken: iosToken },
    { ...app, UserId: USER, FcmDeviceToken: fcmToken },
  ];
  const FAILED = { Status: 'Failed', FailureReason: 'DryRunSendingFailed' };

  test('a key that Apple does not know and a service account that was revoked are Invalid, and fail every dry run', async () => {
    const { key, keyId, teamId } = apns.createApnsKey();
    const account = JSON.parse(android.serviceAccountJson);
    const app = await spoilt({
      ios: { ...signingKey(), signingKey: key, keyId, teamId },
      android: { serviceAccountJson: JSON.stringify({ ...account, client_email: 'gone@example.com' }) },
    });
    expect(await validation(app)).toEqual({
      ios: { state: 'invalid', reason: 'InvalidProviderToken' },
      android: { state: 'invalid', reason: expect.stringContaining('invalid_grant') },
    });
    expect(await register(both(app))).toEqual([FAILED, FAILED]);
    expect(details(app)).toEqual([
      'Sending a test invisible notification failed for the given device token: InvalidProviderToken',
      expect.stringMatching(/^Sending a test invisible notification failed .*: .*invalid_grant/),
    ]);
  });

  test('a certificate that Apple does not know is Invalid', async () => {
    const stranger = await startApnsTwin({ certificates: await createCertificates(), timeline });
    const { p12, passphrase } = await stranger.createApnsCertificate({ bundleId: BUNDLE });
    await stranger.close();
    const ios = { ...(await certificate()), certificate: p12.toString('base64'), password: passphrase };
    const app = await spoilt({ ios });
    expect(await validation(app)).toMatchObject({ ios: { state: 'invalid', reason: expect.any(String) } });
  });

  test('a certificate of one environment in the mode of the other is Invalid', async () => {
    const ios = {
      ...(await certificate({ environment: 'development' })),
      applicationMode: 'production' as const,
    };
    const app = await spoilt({ ios });
    expect(await validation(app)).toMatchObject({
      ios: { state: 'invalid', reason: 'BadCertificateEnvironment' },
    });
  });

  test('a service account of another project cannot send to the app’s devices', async () => {
    const other = await fcm.createServiceAccount('another-project');
    const app = await spoilt({ android: { serviceAccountJson: JSON.stringify(other) } });
    expect(await register(both(app).slice(1))).toEqual([FAILED]);
    expect(details(app)).toEqual([expect.stringMatching(/: SENDER_ID_MISMATCH$/)]);
  });

  test('a project that Google does not permit shows PROJECT_NOT_PERMITTED in the device table', async () => {
    const app = await spoilt({ android });
    const effect = { kind: 'refused', reason: 'PROJECT_NOT_PERMITTED' } as const;
    const fault = dynamics.faults.plant({ route: 'send', effect });
    expect(await validation(app)).toMatchObject({
      android: { state: 'invalid', reason: 'PROJECT_NOT_PERMITTED' },
    });
    expect(await register(both(app).slice(1))).toEqual([FAILED]);
    expect(details(app)).toEqual([expect.stringMatching(/: PROJECT_NOT_PERMITTED$/)]);
    dynamics.faults.remove(fault);
  });
});

test('a batch of 100 may name several apps and both platforms, and every item has its own outcome', async () => {
  const apps = await Promise.all([
    createApp({ name: 'One', ios: signingKey(), android }),
    createApp({ name: 'Two', ios: await certificate(), android }),
  ]);
  const items = Array.from({ length: 100 }, (_, index) => {
    const UserId = `0f8fad5b-d9cb-469f-a165-${String(index).padStart(12, '0')}`;
    const app = apps[index % 2] ?? { MobileAppId: '', ApiToken: '' };
    const token = index % 10 === 9 ? 'de'.repeat(32) : iosToken;
    return { ...app, UserId, ...(index % 4 < 2 ? { ApnsDeviceToken: token } : { FcmDeviceToken: fcmToken }) };
  });
  const outcomes = await register(items);
  const dead = items.map((item) => JSON.stringify(item).includes('de'.repeat(32)));
  expect(outcomes.map((outcome) => outcome?.Status)).toEqual(dead.map((is) => (is ? 'Failed' : 'Success')));
  const rows = apps.flatMap((app) => dynamics.devices({ mobileAppId: app.MobileAppId }));
  expect(rows).toHaveLength(100);
  expect(rows.filter((row) => row.result === 'Failed').map((row) => row.details)).toEqual(
    Array(dead.filter(Boolean).length).fill(expect.stringMatching(/: BadDeviceToken$/)),
  );
  expect(JSON.stringify(rows)).not.toContain(fcmToken);
});
