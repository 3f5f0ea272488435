import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApnsKey } from './keys.ts';
import { ALERT, addPhone, BUNDLE, openConnection, providerToken, startTestTwin } from './testing/world.ts';
import type { ApnsEnvironment } from './wire.ts';

const MINUTE = 60;
let seconds: number;
let world: Awaited<ReturnType<typeof startTestTwin>>;
let phone: ReturnType<typeof addPhone>;
const open: { close(): void }[] = [];

beforeEach(async () => {
  seconds = 1_800_000_000;
  world = await startTestTwin({ tokenNow: () => seconds * 1000 });
  phone = addPhone(world.twin);
});
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  await world.twin.close();
});

function connection(environment: ApnsEnvironment = 'development') {
  const raw = openConnection(world.twin[environment], world.ca);
  open.push(raw);
  return { push };
  async function push(authorization: string): Promise<string> {
    const headers = { ':path': `/3/device/${phone.token}`, 'apns-topic': BUNDLE };
    const answer = await raw.request({ ':method': 'POST', ...headers, authorization }, ALERT);
    return answer.status === 200 ? 'accepted' : `${answer.status} ${answer.json.reason}`;
  }
}
const bearer = async (key = world.key, iat = seconds) => `bearer ${await providerToken(key, iat)}`;

test('accepts a token for an hour after its iat and no longer', async () => {
  const token = await bearer();
  seconds += 60 * MINUTE;
  expect(await connection().push(token)).toBe('accepted');
  seconds += 1;
  expect(await connection().push(token)).toBe('403 ExpiredProviderToken');
});

test('refuses a token from the future, but for 5 minutes', async () => {
  const ahead = async (by: number) => connection().push(await bearer(world.key, seconds + by));
  expect(await ahead(5 * MINUTE)).toBe('accepted');
  expect(await ahead(5 * MINUTE + 1)).toBe('403 InvalidProviderToken');
});

test('looks for a token behind no other scheme than bearer', async () => {
  const token = await providerToken(world.key, seconds);
  for (const authorization of [
    `Token ${token}`,
    `basic ${token}`,
    `xbearer ${token}`,
    `bearer-${token}`,
    token,
  ])
    expect(await connection().push(authorization)).toBe('403 MissingProviderToken');
  expect(await connection().push(`BEARER ${token}`)).toBe('accepted');
});

test.each([
  ['a key that Apple does not know', async () => bearer(createApnsKey(world.key.teamId))],
  ['another key behind a known key id', async () => bearer({ ...world.key, key: createApnsKey().key })],
  ['the wrong team', async () => bearer({ ...world.key, teamId: 'WRONGTEAM1' })],
  ['text that is no JWT', async () => 'bearer hello'],
  ['another algorithm', async () => `bearer ${await rs256()}`],
  ['no signature', async () => (await bearer()).replace(/\.[^.]*$/, '.')],
])('answers InvalidProviderToken to %s', async (_, authorization) => {
  expect(await connection().push(await authorization())).toBe('403 InvalidProviderToken');
});

test('refuses tokens renewed sooner than every 20 minutes on one connection', async () => {
  const { push } = connection();
  expect(await push(await bearer())).toBe('accepted');
  seconds += 19 * MINUTE;
  expect(await push(await bearer())).toBe('429 TooManyProviderTokenUpdates');
  seconds += MINUTE;
  expect(await push(await bearer())).toBe('accepted');
});

test('judges a renewal by iat, not by the signature', async () => {
  const { push } = connection();
  expect([await push(await bearer()), await push(await bearer())]).toEqual(['accepted', 'accepted']);
});

test('serves one team and one key a connection', async () => {
  const stranger = createApnsKey();
  const second = createApnsKey(world.key.teamId);
  for (const key of [stranger, second]) world.twin.addKey({ ...key, bundleIds: [BUNDLE] });
  const { push } = connection();
  await push(await bearer());
  expect(await push(await bearer(stranger))).toBe('403 InvalidProviderToken');
  expect(await push(await bearer(second))).toBe('403 UnrelatedKeyIdInToken');
  expect(await connection().push(await bearer(second))).toBe('accepted');
});

test('refuses a key that is bound to the other environment', async () => {
  const key = createApnsKey();
  world.twin.addKey({ ...key, bundleIds: [BUNDLE], environment: 'production' });
  expect(await connection().push(await bearer(key))).toBe('403 BadEnvironmentKeyInToken');
  expect(await connection('production').push(await bearer(key))).toBe('400 BadDeviceToken');
});

test('a topic-specific key is for its topics only', async () => {
  const key = createApnsKey();
  world.twin.addKey({ ...key, bundleIds: [BUNDLE, 'com.example.third'], topics: ['com.example.third'] });
  expect(await connection().push(await bearer(key))).toBe('400 TopicDisallowed');
  world.twin.addKey({ ...key, topics: [BUNDLE] });
  expect(await connection().push(await bearer(key))).toBe('accepted');
});

test('a key and its one related key share a connection', async () => {
  const related = createApnsKey(world.key.teamId);
  const other = createApnsKey(world.key.teamId);
  world.twin.addKey({ ...related, relatedKeyId: world.key.keyId });
  world.twin.addKey(other);
  const { push } = connection();
  for (const key of [world.key, related, world.key]) expect(await push(await bearer(key))).toBe('accepted');
  expect(await push(await bearer(other))).toBe('403 UnrelatedKeyIdInToken');
  seconds += 10 * MINUTE;
  expect(await push(await bearer(related))).toBe('429 TooManyProviderTokenUpdates');
});

test('clockSkewMs makes a sender whose clock is behind send expired tokens', async () => {
  const token = await bearer(world.key, seconds - 30 * MINUTE);
  world.twin.scenarios.set({ clockSkewMs: 31 * MINUTE * 1000 });
  expect(await connection().push(token)).toBe('403 ExpiredProviderToken');
  world.twin.scenarios.set({ clockSkewMs: -31 * MINUTE * 1000 });
  expect(await connection().push(await bearer())).toBe('403 InvalidProviderToken');
});

test('a burst with a new token is judged as one push is', async () => {
  const { push } = connection();
  const token = await bearer();
  const pushes = Array.from({ length: 50 }, () => push(token));
  expect(new Set(await Promise.all(pushes))).toEqual(new Set(['accepted']));
});

async function rs256(): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwt = new SignJWT({ iss: world.key.teamId, iat: seconds });
  return jwt.setProtectedHeader({ alg: 'RS256', kid: world.key.keyId }).sign(privateKey);
}
