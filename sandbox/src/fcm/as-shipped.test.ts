import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSenderProcess } from './testing/sender-process.ts';
import { addPhone, startTestTwin } from './testing/world.ts';
import type { FcmErrorCode } from './wire.ts';

/** Google's clients as they are on npm, in a process of their own and with no line changed (facts: §3.1, §3.2). */

let world: Awaited<ReturnType<typeof startTestTwin>>;
let sender: Awaited<ReturnType<typeof openSenderProcess>>;
let phone: ReturnType<typeof addPhone>;
beforeAll(async () => {
  world = await startTestTwin();
  sender = await openSenderProcess(world);
});
beforeEach(() => {
  phone = addPhone(world.twin);
});
afterEach(() => world.twin.faults.clear());
afterAll(async () => {
  await sender.close();
  await world.twin.close();
});

const named = expect.stringMatching(/^projects\/shop-push\/messages\/0:\d+%[0-9a-f]{16}$/);
const refuse = (reason: FcmErrorCode, more: { retryAfter?: number; times?: number } = {}) => {
  const { times = 1, ...rest } = more;
  world.twin.faults.plant({ times, effect: { kind: 'refuse', reason, ...rest } });
};

test('firebase-admin’s send delivers with a key file', async () => {
  const message = { token: phone.token, notification: { title: 'Hi' }, data: { a: '1' } };
  expect(await sender.ask('send', message)).toEqual(named);
  expect(phone.received).toMatchObject([{ data: { a: '1' }, notification: { title: 'Hi' } }]);
});

// Over HTTP/1.1 each message is a connection of its own where the app brings no agent.
test.each([
  ['sendEach', 500],
  ['sendEachLegacy', 50],
] as const)('firebase-admin’s %s delivers %i messages', async (action, count) => {
  const phones = Array.from({ length: count }, () => addPhone(world.twin));
  const messages = phones.map(({ token }, n) => ({ token, data: { n: String(n) } }));
  expect(await sender.ask(action, messages)).toEqual(Array(count).fill(named));
  expect(phones.map(({ received }) => received.map(({ data }) => data.n))).toEqual(
    phones.map((_, n) => [String(n)]),
  );
});

test('firebase-admin’s sendEachForMulticast delivers, and names the cause for each token', async () => {
  const gone = addPhone(world.twin);
  world.twin.unregisterDevice(gone.token);
  const foreign = addPhone(world.twin, { projectId: 'another-project' });
  const tokens = [phone.token, gone.token, foreign.token, 'hello'];
  expect(await sender.ask('sendEachForMulticast', { tokens, notification: { title: 'Hi' } })).toEqual([
    named,
    'messaging/registration-token-not-registered',
    'messaging/mismatched-credential',
    'messaging/invalid-argument',
  ]);
  expect(phone.received).toHaveLength(1);
});

test('firebase-admin’s sendEach as a dry run delivers nothing', async () => {
  expect(await sender.ask('sendEach', [{ token: phone.token }], true)).toEqual([
    'projects/shop-push/messages/fake_message_id',
  ]);
  expect(phone.received).toEqual([]);
});

test('@googleapis/fcm delivers, in camel case', async () => {
  const message = { token: phone.token, android: { collapseKey: 'k', notification: { channelId: 'c' } } };
  expect(await sender.ask('generated', message)).toEqual(named);
  expect(phone.received).toMatchObject([
    { android: { collapse_key: 'k', notification: { channel_id: 'c' } } },
  ]);
  expect(await sender.ask('generated', { token: phone.token }, true)).toMatch('fake_message_id');
  expect(phone.received).toHaveLength(1);
});

/** Facts §2.3; a 503 that asks for more than a minute is not retried. */
const CODES: Record<FcmErrorCode, string> = {
  INVALID_ARGUMENT: 'messaging/invalid-argument',
  UNREGISTERED: 'messaging/registration-token-not-registered',
  SENDER_ID_MISMATCH: 'messaging/mismatched-credential',
  QUOTA_EXCEEDED: 'messaging/message-rate-exceeded',
  UNAVAILABLE: 'messaging/server-unavailable',
  INTERNAL: 'messaging/internal-error',
  THIRD_PARTY_AUTH_ERROR: 'messaging/third-party-auth-error',
  UNSPECIFIED_ERROR: 'messaging/unknown-error',
};
const errors = Object.entries(CODES) as [FcmErrorCode, string][];
test.each(errors)('a planted %s is %s to firebase-admin, over HTTP/1.1 and HTTP/2', async (reason, code) => {
  refuse(reason, { times: 3, retryAfter: 61 });
  expect([
    await sender.ask('send', { token: phone.token }),
    await sender.ask('sendEach', [{ token: phone.token }]),
    await sender.ask('sendEachLegacy', [{ token: phone.token }]),
  ]).toEqual([code, [code], [code]]);
  expect(phone.received).toEqual([]);
});

test.each(errors)('@googleapis/fcm gets a planted %s', async (reason) => {
  refuse(reason, { times: reason === 'UNAVAILABLE' ? 9 : 1 });
  expect(await sender.ask('generated', { token: phone.token })).toMatch(new RegExp(`^[45]\\d\\d ${reason}$`));
});

test('both kinds of 400 are an invalid argument to firebase-admin, over HTTP/1.1 and HTTP/2', async () => {
  const badToken = { token: 'hello' };
  const badType = { token: phone.token, android: { notification: { titleLocArgs: [1], titleLocKey: 'k' } } };
  const before = world.timeline.list().length;
  for (const message of [badToken, badType]) {
    expect(await sender.ask('send', message)).toBe('messaging/invalid-argument');
    expect(await sender.ask('sendEach', [message])).toEqual(['messaging/invalid-argument']);
  }
  const refused = world.timeline.list().slice(before);
  expect(refused.map(({ detail }) => detail?.fields)).toEqual([
    ...Array(2).fill(['message.token']),
    ...Array(2).fill(['message.android.notification.title_loc_args[0]']),
  ]);
});

test('a sender that lost its right to send is told so, over HTTP/1.1 and HTTP/2', async () => {
  world.twin.settings.set({ clockSkewMs: 3_700_000 });
  const unauthenticated = [
    await sender.ask('send', { token: phone.token }),
    await sender.ask('sendEach', [{ token: phone.token }]),
    await sender.ask('generated', { token: phone.token }),
  ];
  world.twin.settings.set({ clockSkewMs: 0 });
  const code = 'messaging/third-party-auth-error';
  expect(unauthenticated).toEqual([code, [code], expect.stringMatching(/^401 undefined|^400/)]);
});

test('firebase-admin retries a 503 after the time that it names, and gets through', async () => {
  refuse('UNAVAILABLE', { retryAfter: 1 });
  const before = Date.now();
  expect(await sender.ask('sendEach', [{ token: phone.token }])).toEqual([named]);
  expect(Date.now() - before).toBeGreaterThan(900);
  expect(phone.received).toHaveLength(1);
});

test('firebase-admin passes a 429 on at once', async () => {
  refuse('QUOTA_EXCEEDED', { retryAfter: 1 });
  expect(await sender.ask('sendEach', [{ token: phone.token }])).toEqual(['messaging/message-rate-exceeded']);
  expect(await sender.ask('send', { token: phone.token })).toEqual(named);
});
