import { randomUUID } from 'node:crypto';
import { RegistrationsBulkAnswer } from '@journeys-push/contract/backend-gateway';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import {
  ANNA,
  announceDevice,
  BERT,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';

let gateway: TestGateway;
let credential: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  credential = await newApiKey(gateway, 'register', 'read');
});
afterAll(() => gateway.end());

/** What `registrationInfo()` of an Android app answers. */
const infoOf = <T extends object>(change = {} as T) => ({
  fcmToken: newToken(),
  platform: 'android',
  appId: 'com.example.shop',
  appVersion: '1.0.0',
  appBuild: 42,
  appVersionCode: 42,
  distribution: 'release',
  hardware: 'armv8',
  installationId: randomUUID(),
  language: 'en',
  model: 'Pixel 8',
  os: 'Android',
  osVersion: '14',
  timeZone: 'America/New_York',
  isFirstLaunch: false,
  ...change,
});
const iosInfo = <T extends object>(change = {} as T) => {
  const { fcmToken: _, ...info } = infoOf();
  return { ...info, platform: 'ios', os: 'iOS', apnsToken: newToken(), ...change };
};

const register = (body: object, headers: Record<string, string> = { prefer: 'wait=10' }) =>
  send(gateway, 'POST /v1/registrations', { body, credential, headers });
const bulk = (items: unknown[]) =>
  send(gateway, 'POST /v1/registrations/bulk', { body: { items }, credential });
const read = async (id: string) => (await send(gateway, `GET /v1/registrations/${id}`, { credential })).body;

test('an Android app is registered with its FCM token, as its page said', async () => {
  const info = infoOf();
  const answer = await register({ userId: ANNA, info });
  expect(answer).toMatchObject({
    status: 200,
    body: { installationId: info.installationId, registration: { state: 'registered', userId: ANNA } },
  });
  expect(gateway.dynamics.held()).toContain(`${ANNA} ${info.fcmToken}`);
  const [call] = gateway.dynamics.of('register').slice(-1);
  expect(JSON.stringify(call?.body)).toContain(`"FcmDeviceToken":"${info.fcmToken}"`);
  expect(await read(info.installationId)).toMatchObject({
    proof: 'api-key',
    registration: { state: 'registered' },
  });
});

test('an iOS app is registered with its APNs token, whatever the case of its id', async () => {
  const installationId = randomUUID().toUpperCase();
  const info = iosInfo({ installationId, fcmToken: 'of-another-service' });
  const answer = await register({ userId: ANNA, info });
  expect(answer).toMatchObject({ status: 200, body: { installationId: installationId.toLowerCase() } });
  expect(gateway.dynamics.held()).toContain(`${ANNA} ${info.apnsToken}`);
});

test('without a wait the answer is 202, and the registration completes by itself', async () => {
  const info = infoOf();
  const answer = await register({ userId: ANNA, info }, {});
  expect(answer).toMatchObject({ status: 202, body: { registration: { state: 'queued' } } });
  await expect.poll(() => read(info.installationId)).toMatchObject({ registration: { state: 'registered' } });
});

test('everything that the page said is kept but its tokens, in no table and no log line', async () => {
  const info = infoOf({
    apnsToken: '',
    pushToken: 'twin',
    somethingNew: { of: ['a', 'later', 'version'] },
    registration: { state: 'queued' },
  });
  const { fcmToken: token } = info;
  const withTwin = {
    ...{ ...info, pushToken: token, other: { plugins: [{ push: { to: token } }] } },
    ...{ note: `Bearer ${token}`, byToken: { [token]: 'this one' } },
  };
  await register({ userId: ANNA, info: withTwin });
  const { fcmToken, apnsToken, pushToken, other, note, byToken, ...untold } = withTwin;
  const { registration, installationId, platform, appId, ...facts } = untold;
  expect((await read(installationId)).facts).toEqual(facts);
  const { rows } = await gateway.database.pool.query(
    'select i::text as line from installations i union all select r::text from registrations r union all select l::text from ledger l',
  );
  expect(JSON.stringify([rows, gateway.lines])).not.toContain(fcmToken);
  expect([apnsToken, pushToken, other, note, byToken, registration, platform, appId]).toHaveLength(8);
});

test('a device without a token waits: for permission, or for the token if permission is known', async () => {
  const waiting = await register({ userId: ANNA, info: infoOf({ fcmToken: '' }) });
  expect(waiting).toMatchObject({
    status: 202,
    body: { registration: { state: 'waiting', for: 'permission' } },
  });
  const granted = await register({
    userId: ANNA,
    info: infoOf({ fcmToken: null }),
    notificationsEnabled: true,
  });
  expect(granted).toMatchObject({ status: 202, body: { registration: { state: 'waiting', for: 'token' } } });
});

test('a token that a device was seen with today is left to it unless the backend forces it', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind(ANNA);
  const info = iosInfo({ apnsToken: token });
  expect(await register({ userId: BERT, info })).toMatchObject({
    status: 409,
    body: { code: 'token-in-use' },
  });
  expect(await register({ userId: BERT, info, force: true })).toMatchObject({ status: 200 });
  expect(gateway.dynamics.held().filter((line) => line.includes(token))).toEqual([`${BERT} ${token}`]);
});

test('a backend ends a registration, and says so again', async () => {
  const info = infoOf();
  await register({ userId: ANNA, info });
  const end = () =>
    send(gateway, `DELETE /v1/registrations/${info.installationId}`, {
      credential,
      headers: { prefer: 'wait=10' },
    });
  expect(await end()).toMatchObject({ status: 200, body: { registration: { state: 'removed' } } });
  expect(gateway.dynamics.held()).not.toContain(`${ANNA} ${info.fcmToken}`);
  expect(await end()).toMatchObject({ status: 200, body: { registration: { state: 'removed' } } });
  const unknown = `DELETE /v1/registrations/${randomUUID()}`;
  expect(await send(gateway, unknown, { credential })).toMatchObject({
    status: 404,
    body: { code: 'installation-unknown' },
  });
});

describe('one that is refused says why', () => {
  const mistakes: [mistake: string, status: number, code: string, body: () => object][] = [
    ['no user', 400, 'user-id-required', () => ({ info: infoOf() })],
    ['a user that is no id', 400, 'user-id-invalid', () => ({ userId: 'a b', info: infoOf() })],
    ['a user without a rule', 422, 'user-id-unmapped', () => ({ userId: 'nobody', info: infoOf() })],
    [
      'an app that is not configured',
      422,
      'app-unknown',
      () => ({ userId: ANNA, info: infoOf({ appId: 'x' }) }),
    ],
    ['no info', 422, 'body-invalid', () => ({ userId: ANNA })],
    [
      'an id that is no UUID',
      422,
      'body-invalid',
      () => ({ userId: ANNA, info: infoOf({ installationId: '1' }) }),
    ],
    ['another platform', 422, 'body-invalid', () => ({ userId: ANNA, info: infoOf({ platform: 'web' }) })],
    [
      'too much info',
      422,
      'body-invalid',
      () => ({ userId: ANNA, info: infoOf({ more: 'x'.repeat(16_384) }) }),
    ],
    [
      'a name that cannot be stored',
      422,
      'body-invalid',
      () => ({ userId: ANNA, info: infoOf({ 'a\0': 1 }) }),
    ],
  ];
  test.each(mistakes)('alone: %s', async (_mistake, status, code, body) => {
    expect(await register(body())).toMatchObject({ status, body: { code } });
  });

  test('in a bulk, each for itself, and takes no good one with it', async () => {
    const good = Array.from({ length: mistakes.length }, () => ({ userId: ANNA, info: infoOf() }));
    const items = mistakes.flatMap(([, , , body], index) => [good[index], body()]);
    const { status, body } = await bulk([...items, 'no object', null]);
    expect(status).toBe(200);
    expect(RegistrationsBulkAnswer.parse(body)).toEqual(body);
    expect(body).toMatchObject({ accepted: good.length, refused: mistakes.length + 2 });
    const results = body.results as RegistrationsBulkAnswer['results'];
    expect(results.map(({ index }) => index)).toEqual(results.map((_, index) => index));
    for (const [index, [, expected, code]] of mistakes.entries()) {
      expect(results[2 * index]).toMatchObject({ installationId: good[index]?.info.installationId });
      expect(results[2 * index + 1]).toMatchObject({ problem: { code, status: expected } });
    }
    for (const { info } of good) {
      await expect
        .poll(() => read(info.installationId))
        .toMatchObject({ registration: { state: 'registered' } });
    }
  });
});

test('whatever lies between them in a bulk, the good ones are accepted', async () => {
  const good = fc.constant('good');
  const anything = fc.jsonValue({ maxDepth: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(good, anything), { minLength: 1, maxLength: 20 }), async (kinds) => {
      const items = kinds.map((kind) => (kind === 'good' ? { userId: ANNA, info: infoOf() } : kind));
      const { status, body } = await bulk(items);
      expect(status).toBe(200);
      const outcomes = body.results.map(({ outcome }: { outcome: string }) => outcome);
      expect(outcomes).toEqual(kinds.map((kind) => (kind === 'good' ? 'accepted' : 'refused')));
    }),
    { numRuns: 30 },
  );
});

test('a thousand devices are registered in one call, and no more', async () => {
  const items = Array.from({ length: 1_000 }, () => ({ userId: randomUUID(), info: infoOf() }));
  expect(await bulk(items)).toMatchObject({ status: 200, body: { accepted: 1_000, refused: 0 } });
  const { rows } = await gateway.database.pool.query(
    "select count(*)::int as count from bindings b join users u on u.key = b.user_key where u.user_id = any($1) and b.proof = 'api-key'",
    [items.map(({ userId }) => userId)],
  );
  expect(rows[0].count).toBe(1_000);
  expect(await bulk([...items, items[0]])).toMatchObject({ status: 422, body: { code: 'body-invalid' } });
  expect(await bulk([])).toMatchObject({ status: 422, body: { code: 'body-invalid' } });
});

test('of two items about one installation the later one holds', async () => {
  const info = infoOf();
  const { body } = await bulk([
    { userId: ANNA, info },
    { userId: BERT, info },
  ]);
  expect(body).toMatchObject({ accepted: 2 });
  await expect
    .poll(() => read(info.installationId))
    .toMatchObject({ registration: { state: 'registered', userId: BERT } });
});

test('a bulk may have 2 MB, a single registration 64 kB', async () => {
  const filled = (bytes: number) => ({ userId: ANNA, info: infoOf({ more: 'x'.repeat(bytes) }) });
  const items = Array.from({ length: 100 }, () => filled(15_000));
  expect(await bulk(items)).toMatchObject({ status: 200, body: { accepted: 100 } });
  const tooMuch = { status: 413, body: { code: 'body-too-large' } };
  expect(await bulk(Array.from({ length: 150 }, () => filled(15_000)))).toMatchObject(tooMuch);
  expect(await register(filled(70_000))).toMatchObject(tooMuch);
});

test('a key for reading registers nothing, and a device’s credential is no key', async () => {
  const reader = await newApiKey(gateway, 'read', 'admin');
  const body = { userId: ANNA, info: infoOf() };
  for (const line of ['POST /v1/registrations', 'POST /v1/registrations/bulk']) {
    expect(await send(gateway, line, { body, credential: reader })).toMatchObject({
      status: 403,
      body: { code: 'key-scope' },
    });
    expect(await send(gateway, line, { body })).toMatchObject({ status: 401, body: { code: 'key-missing' } });
    const device = await announceDevice(gateway);
    expect(await send(gateway, line, { body, credential: device.credential })).toMatchObject({
      status: 401,
      body: { code: 'key-invalid' },
    });
  }
});
