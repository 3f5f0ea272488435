import { Agent } from 'node:https';
import { connect } from 'node:tls';
import type { Messaging } from 'firebase-admin/messaging';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addPhone, assertion, exchange, startTestTwin } from './testing/world.ts';
import type { FcmErrorCode } from './wire.ts';

/** firebase-admin as it is on npm, unmodified (facts: apns-fcm-phones.md §3.1); slow to load, so loaded here only. */

let world: Awaited<ReturnType<typeof startTestTwin>>;
let messaging: Messaging;
let phone: ReturnType<typeof addPhone>;
let end: () => Promise<void>;

beforeAll(async () => {
  world = await startTestTwin();
  const { twin, ca, account } = world;
  const { initializeApp, deleteApp } = await import('firebase-admin/app');
  const { getMessaging } = await import('firebase-admin/messaging');
  const httpAgent = new Agent({ keepAlive: true });
  const dial = { host: '127.0.0.1', port: twin.port, ca, servername: 'fcm.googleapis.com' };
  Object.assign(httpAgent, { createConnection: () => connect(dial) });
  const credential = {
    getAccessToken: async () => (await exchange(twin.tokenUrl, ca, await assertion(account))).json,
  };
  const app = initializeApp({ credential, projectId: account.project_id, httpAgent }, 'fcm-twin-test');
  messaging = getMessaging(app);
  end = async () => {
    await deleteApp(app);
    httpAgent.destroy();
  };
});
beforeEach(() => {
  phone = addPhone(world.twin);
});
afterAll(async () => {
  await end();
  await world.twin.close();
});

const codeOf = (sending: Promise<unknown>) => sending.catch((error) => error.code);

test('firebase-admin delivers', async () => {
  const name = await messaging.send({
    ...{ token: phone.token, notification: { title: 'Hi' }, data: { originalLink: 'https://example.com/' } },
    android: {
      priority: 'high',
      ttl: 3_600_000,
      collapseKey: 'offer',
      notification: { channelId: 'offers' },
    },
  });
  expect(name).toMatch(/^projects\/shop-push\/messages\/0:/);
  expect(phone.received).toMatchObject([
    {
      ...{ data: { originalLink: 'https://example.com/' }, notification: { title: 'Hi' } },
      android: {
        priority: 'high',
        ttl: '3600s',
        collapse_key: 'offer',
        notification: { channel_id: 'offers' },
      },
    },
  ]);
});

test('firebase-admin’s dry run delivers nothing', async () => {
  expect(await messaging.send({ token: phone.token }, true)).toMatch('fake_message_id');
  expect(phone.received).toEqual([]);
});

test('firebase-admin names the causes', async () => {
  const { twin } = world;
  const gone = addPhone(twin);
  twin.unregisterDevice(gone.token);
  const foreign = addPhone(twin, { projectId: 'another-project' });
  const codes = [
    await codeOf(messaging.send({ token: gone.token })),
    await codeOf(messaging.send({ token: foreign.token })),
    await codeOf(messaging.send({ token: 'hello' })),
    await codeOf(messaging.send({ token: phone.token, data: { x: 'x'.repeat(5000) } })),
  ];
  expect(codes).toEqual([
    'messaging/registration-token-not-registered',
    'messaging/mismatched-credential',
    'messaging/invalid-argument',
    'messaging/invalid-argument',
  ]);
});

const PLANTED: [FcmErrorCode, string][] = [
  ['QUOTA_EXCEEDED', 'messaging/message-rate-exceeded'],
  ['INTERNAL', 'messaging/internal-error'],
  ['THIRD_PARTY_AUTH_ERROR', 'messaging/third-party-auth-error'],
  ['UNREGISTERED', 'messaging/registration-token-not-registered'],
];
test.each(PLANTED)('firebase-admin reads a planted %s as %s', async (reason, code) => {
  world.twin.faults.plant({ times: 1, effect: { kind: 'refuse', reason } });
  expect(await codeOf(messaging.send({ token: phone.token }))).toBe(code);
});

test('firebase-admin retries a planted outage and gets through', async () => {
  world.twin.faults.plant({ times: 1, effect: { kind: 'refuse', reason: 'UNAVAILABLE' } });
  expect(await messaging.send({ token: phone.token })).toMatch(/^projects\//);
  expect(world.timeline.list({ limit: 2 }).map(({ kind }) => kind)).toEqual([
    'push.refused',
    'push.accepted',
  ]);
});
