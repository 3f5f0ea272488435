import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ApnsTwin, startApnsTwin } from '../../apns/server.ts';
import type { ApnsNotification } from '../../apns/state.ts';
import { createCertificates } from '../../certificates.ts';
import { type FcmTwin, startFcmTwin } from '../../fcm/server.ts';
import { createTimeline } from '../../timeline.ts';
import { traceIdOfGuid } from '../../trace.ts';
import type { MobileAppInput } from '../channel/channel.ts';
import { startDynamicsTwin } from '../server.ts';
import type { DynamicsTwin } from '../start.ts';
import { type appInput, USER } from '../testing.ts';
import { RegisterAnswer, StatusAnswer } from '../wire.ts';

/** The whole way to a phone: unmodified `@parse/node-apn` and `firebase-admin` against the twins of APNs and FCM. */
const timeline = createTimeline();
const TEAM = { bundleId: 'com.example.shop', projectId: 'shop-push' };
let apns: ApnsTwin;
let fcm: FcmTwin;
let dynamics: DynamicsTwin;
let mobileAppId: string;
let credentials: ReturnType<typeof appInput>;
const phone: {
  ios: ApnsNotification[];
  android: Parameters<Parameters<FcmTwin['registerDevice']>[0]['deliver']>[0][];
} = { ios: [], android: [] };
const iosToken = 'c0ffee'.padEnd(64, '0');
let fcmToken: string;

beforeAll(async () => {
  const certificates = await createCertificates();
  [apns, fcm] = await Promise.all([
    startApnsTwin({ certificates, timeline }),
    startFcmTwin({ certificates, timeline }),
  ]);
  const key = apns.createApnsKey();
  apns.addKey({ ...key, bundleIds: [TEAM.bundleId] });
  dynamics = await startDynamicsTwin({
    ...{ timeline, linkHost: 'links.marketing.localhost', siteUrl: 'https://shop.example' },
    providers: { ca: certificates.ca, apns, fcm },
  });
  const { keyId, teamId } = key;
  credentials = {
    name: 'Shop',
    ios: { ...{ keyId, teamId, signingKey: key.key }, bundleId: TEAM.bundleId, applicationMode: 'sandbox' },
    android: { serviceAccountJson: JSON.stringify(await fcm.createServiceAccount(TEAM.projectId)) },
  };
  mobileAppId = await appWith(credentials);
  dynamics.addContact({ contactid: USER, fullname: 'Ada Lovelace' });
  fcmToken = fcm.createFcmToken();
});

beforeEach(() => {
  phone.ios.length = 0;
  phone.android.length = 0;
  apns.registerDevice({
    ...{ token: iosToken, bundleId: TEAM.bundleId, environment: 'development' },
    deliver: (notification) => {
      phone.ios.push(notification);
      return 'delivered';
    },
  });
  fcm.registerDevice({
    ...{ token: fcmToken, packageName: 'com.example.shop', projectId: TEAM.projectId },
    deliver: (message) => {
      phone.android.push(message);
      return 'delivered';
    },
  });
});

afterAll(async () => {
  // The providers first: their end must not keep Dynamics from ending.
  await Promise.all([apns.close(), fcm.close()]);
  await dynamics.close();
});

/** Only an app with valid credentials gets an access token. */
async function appWith(input: MobileAppInput): Promise<string> {
  const app = dynamics.createMobileApp(input);
  await dynamics.generateAccessToken(app);
  return app;
}

async function register(items: object[], traceId = 'ab'.repeat(16), app = mobileAppId) {
  const { publicEndpoint, organizationId, accessTokens } = dynamics.developerInformation(app);
  const auth = { MobileAppId: app, ApiToken: accessTokens[0] };
  const post = (path: string, body: unknown) =>
    fetch(`${publicEndpoint}/api/v1.0/orgs/${organizationId}/pushdeviceregistration/devices/${path}`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-ms-track-registration': 'true' },
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      },
      body: JSON.stringify(body),
    });
  const all = items.map((item) => ({ ...auth, UserId: USER, ...item }));
  const ids = RegisterAnswer.array().parse(await (await post('batch', all)).json());
  await dynamics.settled();
  const RegistrationRequestIds = ids.map((id) => id.RegistrationRequestId);
  return StatusAnswer.parse(await (await post('status/', { ...auth, RegistrationRequestIds })).json());
}

const details = (app = mobileAppId) => dynamics.devices({ mobileAppId: app }).map((row) => row.details);

test('a registration’s dry run reaches both phones, invisibly and in its trace', async () => {
  const traceId = 'cd'.repeat(16);
  const outcomes = await register([{ ApnsDeviceToken: iosToken }, { FcmDeviceToken: fcmToken }], traceId);
  expect(outcomes.map((outcome) => outcome.Status)).toEqual(['Success', 'Success']);
  expect(phone.ios).toMatchObject([
    { traceId, pushType: 'background', payload: { aps: { 'content-available': 1 } } },
  ]);
  expect(phone.ios[0]?.payload).not.toHaveProperty('aps.alert');
  expect(phone.android).toMatchObject([{ traceId, data: { trackingId: '' } }]);
});

test('a journey’s push reaches both phones, in the trace that its tracking id names', async () => {
  const message = dynamics.pushMessage({ mobileAppId, title: 'Hello', body: 'News', link: '/offers' });
  const [person] = await dynamics.sendStep({ message, personIds: [USER] });
  expect(person?.devices.map((device) => device.result)).toEqual(['sent', 'sent']);
  const trackingId = person?.trackingId ?? '';
  const traceId = traceIdOfGuid(trackingId);
  const originalLink = 'https://shop.example/offers';
  const link = expect.stringContaining(`${dynamics.linkOrigin}/api/orgs/`);
  expect(phone.ios).toMatchObject([
    {
      ...{ traceId, pushType: 'alert', priority: 10, topic: TEAM.bundleId },
      payload: { aps: { alert: { title: 'Hello', body: 'News' } }, data: { trackingId, originalLink, link } },
    },
  ]);
  expect(phone.android).toMatchObject([
    { traceId, data: { title: 'Hello', body: 'News', trackingId, originalLink } },
  ]);
  const hops = new Set(timeline.list({ traceId }).map((event) => event.hop));
  expect(hops).toEqual(new Set(['dynamics', 'apns', 'fcm']));
});

describe('a push that is on its way when the app is saved', () => {
  /** Both providers take their time over the push; `save` comes while they do. */
  async function pushWhile(save: () => void) {
    await register([{ ApnsDeviceToken: iosToken }, { FcmDeviceToken: fcmToken }]);
    phone.ios.length = 0;
    phone.android.length = 0;
    const effect = { kind: 'latency', ms: 400 } as const;
    apns.faults.plant({ effect, times: 1, route: 'push' });
    fcm.faults.plant({ effect, times: 1, route: 'send' });
    const message = dynamics.pushMessage({ mobileAppId, title: 'Hello', body: 'News' });
    const sending = dynamics.sendStep({ message, personIds: [USER] });
    await expect.poll(() => [...apns.faults.list(), ...fcm.faults.list()]).toEqual([]);
    save();
    const [person] = await sending;
    await dynamics.settled();
    const { ios, android } = phone;
    const shown = [
      ios.filter(({ pushType }) => pushType === 'alert'),
      android.filter(({ data }) => data?.title),
    ];
    return {
      results: person?.devices.map((device) => device.result),
      shown: shown.map((pushes) => pushes.length),
    };
  }
  const ONCE = { results: ['sent', 'sent'], shown: [1, 1] };

  test('arrives once when nothing but the name has changed', async () => {
    const copy = structuredClone(credentials);
    expect(
      await pushWhile(() => dynamics.updateMobileApp(mobileAppId, { ...copy, name: 'Renamed' })),
    ).toEqual(ONCE);
  });

  test('arrives once when the credentials were replaced, and the next goes with the new ones', async () => {
    const { ios } = credentials;
    if (!ios) throw new Error('the app has iOS credentials');
    const next = apns.createApnsKey();
    apns.addKey({ ...next, bundleIds: [TEAM.bundleId] });
    const { keyId, teamId } = next;
    const android = { serviceAccountJson: JSON.stringify(await fcm.createServiceAccount(TEAM.projectId)) };
    const replaced = { name: 'Shop', ios: { ...ios, keyId, teamId, signingKey: next.key }, android };
    expect(await pushWhile(() => dynamics.updateMobileApp(mobileAppId, replaced))).toEqual(ONCE);
    const message = dynamics.pushMessage({ mobileAppId, title: 'Hello', body: 'Again' });
    await dynamics.sendStep({ message, personIds: [USER] });
    expect([phone.ios.at(-1)?.payload, phone.android.at(-1)?.data]).toMatchObject([
      { aps: { alert: { body: 'Again' } } },
      { body: 'Again' },
    ]);
  });
});

describe('what the providers refuse', () => {
  test('fails the dry run, and the device table names the provider’s reason', async () => {
    const unknown = { ApnsDeviceToken: 'de'.repeat(32) };
    const slash = { ApnsDeviceToken: '../1/apps x' };
    const noUnicode = { ApnsDeviceToken: '\ud800' };
    const notFcm = { FcmDeviceToken: 'no-such-token' };
    const outcomes = await register([unknown, slash, noUnicode, notFcm]);
    expect(outcomes.map((outcome) => outcome.FailureReason)).toEqual(Array(4).fill('DryRunSendingFailed'));
    expect(details().filter(Boolean)).toEqual([
      expect.stringMatching(/: BadDeviceToken$/),
      expect.stringMatching(/: BadDeviceToken$/),
      expect.stringMatching(/: BadDeviceToken$/),
      expect.stringMatching(/: (INVALID_ARGUMENT|UNREGISTERED)$/),
    ]);
  });

  test('a sandbox build’s token in a production configuration is a BadDeviceToken', async () => {
    const ios = credentials.ios && { ...credentials.ios, applicationMode: 'production' as const };
    const app = await appWith({ name: 'Production', ...(ios ? { ios } : {}) });
    await register([{ ApnsDeviceToken: iosToken }], undefined, app);
    expect(details(app)).toEqual([expect.stringMatching(/: BadDeviceToken$/)]);
    dynamics.updateMobileApp(app, credentials);
    expect(await register([{ ApnsDeviceToken: iosToken }], undefined, app)).toMatchObject([
      { Status: 'Success' },
    ]);
  });

  test('a key that Apple does not know, and an account that Google does not know', async () => {
    const foreign = apns.createApnsKey();
    const account = JSON.parse(credentials.android?.serviceAccountJson ?? '{}');
    const app = await appWith(credentials);
    dynamics.updateMobileApp(app, {
      name: 'Foreign',
      ios: { ...foreign, signingKey: foreign.key, bundleId: TEAM.bundleId, applicationMode: 'sandbox' },
      android: { serviceAccountJson: JSON.stringify({ ...account, client_email: 'who@example.com' }) },
    });
    await register([{ ApnsDeviceToken: iosToken }, { FcmDeviceToken: fcmToken }], undefined, app);
    expect(details(app)).toEqual([
      expect.stringMatching(/: InvalidProviderToken$/),
      expect.stringMatching(/invalid_grant/),
    ]);
  });

  test('an app without credentials for the platform fails its dry run', async () => {
    const { name, android } = credentials;
    const app = await appWith({ name, ...(android ? { android } : {}) });
    await register([{ ApnsDeviceToken: iosToken }], undefined, app);
    expect(details(app)).toEqual([expect.stringContaining('no iOS credentials')]);
  });
});

test('a send to tokens that have expired removes both devices', async () => {
  await register([{ ApnsDeviceToken: iosToken }, { FcmDeviceToken: fcmToken }]);
  apns.unregisterDevice(iosToken);
  fcm.unregisterDevice(fcmToken);
  const message = dynamics.pushMessage({ mobileAppId, title: 'Hello', body: '' });
  const [person] = await dynamics.sendStep({ message, personIds: [USER] });
  expect(person?.devices).toMatchObject([
    { result: 'removed', reason: 'Unregistered' },
    { result: 'removed', reason: 'UNREGISTERED' },
  ]);
  const stored = dynamics.devices({ mobileAppId }).filter((row) => row.result === 'Success');
  expect(stored).toEqual([]);
});
