import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertion, call, exchange, openSender, PROJECT, startTestTwin } from './testing/world.ts';
import { GOOGLE_AUDIENCES } from './wire.ts';

let milliseconds = 1_800_000_000_000;
let world: Awaited<ReturnType<typeof startTestTwin>>;
beforeAll(async () => {
  world = await startTestTwin({ tokenNow: () => milliseconds });
});
afterAll(() => world.twin.close());

const now = () => milliseconds / 1000;
const ask = async (claims: JWTPayload = {}, url = world.twin.tokenUrl) =>
  exchange(url, world.ca, await assertion(world.account, { iat: now(), ...claims }));

test('gives a bearer token for an hour to a signed assertion', async () => {
  expect(await ask()).toMatchObject({
    status: 200,
    json: { access_token: expect.stringMatching(/^ya29\./), expires_in: 3599, token_type: 'Bearer' },
  });
});

test('takes either of Google’s URLs and its own as audience, at either path', async () => {
  const own = world.twin.tokenUrl;
  for (const aud of [...GOOGLE_AUDIENCES, own, own.replace('127.0.0.1', 'localhost')]) {
    expect((await ask({ aud })).status).toBe(200);
    expect((await ask({ aud }, `${world.twin.url}/oauth2/v4/token`)).status).toBe(200);
  }
});

test.each([
  ['another audience', { aud: 'https://example.com/token' }, 'invalid_grant'],
  ['an unknown account', { iss: 'nobody@example.com' }, 'invalid_grant'],
  ['an assertion for more than an hour', { exp: 1_800_003_601 }, 'invalid_grant'],
  ['an expired assertion', { iat: 1_799_990_000, exp: 1_799_993_600 }, 'invalid_grant'],
  ['an assertion from the future', { iat: 1_800_003_600, exp: 1_800_007_200 }, 'invalid_grant'],
  ['no scope', { scope: '' }, 'invalid_scope'],
])('refuses %s', async (_, claims, error) => {
  expect(await ask(claims)).toMatchObject({ status: 400, json: { error, error_description: /./ } });
});

test('a sender’s clock may be five minutes ahead, and not a second more', async () => {
  milliseconds = 1_800_000_000_000;
  const answers = [await ask({ iat: now() + 300 }), await ask({ iat: now() + 301 })];
  expect(answers.map(({ json }) => json.error)).toEqual([undefined, 'invalid_grant']);
});

test('refuses the signature of another key, text that is no JWT, and other grants', async () => {
  const stranger = await world.twin.createServiceAccount(PROJECT);
  const forged = await assertion(stranger, { iat: now(), iss: world.account.client_email });
  const answers = [
    await exchange(world.twin.tokenUrl, world.ca, forged),
    await exchange(world.twin.tokenUrl, world.ca, 'hello'),
    await call(world.twin.tokenUrl, { ca: world.ca, body: 'grant_type=password' }),
  ];
  const errors = answers.map(({ status, json }) => `${status} ${json.error}`);
  expect(errors).toEqual(['400 invalid_grant', '400 invalid_grant', '400 unsupported_grant_type']);
});

test('an access token ends after an hour', async () => {
  milliseconds = Date.now();
  const sender = await openSender(world);
  expect((await sender.send({ topic: 'news' })).status).toBe(200);
  milliseconds += 3599_000;
  expect((await sender.send({ topic: 'news' })).json.error.status).toBe('UNAUTHENTICATED');
});

test('a clock that is ahead or behind refuses what a right one takes', async () => {
  milliseconds = 1_800_000_000_000;
  const errors = [];
  for (const clockSkewMs of [0, 3_600_000, -301_000, 0]) {
    world.twin.settings.set({ clockSkewMs });
    errors.push((await ask()).json.error);
  }
  expect(errors).toEqual([undefined, 'invalid_grant', 'invalid_grant', undefined]);
});

test('a service account file has what Google’s has', () => {
  expect(world.account).toMatchObject({ type: 'service_account', project_id: PROJECT });
  expect(world.account.private_key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(world.account.token_uri).toBe(GOOGLE_AUDIENCES[0]);
});
