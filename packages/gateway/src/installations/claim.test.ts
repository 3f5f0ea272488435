import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import {
  ANNA,
  announcement,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { AUDIENCE, createIssuer, type Issuer } from '../../test/issuer.ts';

/** Installations that a backend has registered, and a shell that enrols them afterwards. */

let gateway: TestGateway;
let issuer: Issuer;
let key: string;
beforeAll(async () => {
  issuer = await createIssuer({ now: () => gateway.clock.now() });
  gateway = await startTestGateway({
    identity: { mode: 'required', publicKeys: [issuer.pem], audience: AUDIENCE },
  });
  key = await newApiKey(gateway, 'register');
});
afterAll(() => gateway.end());

const register = (id: string, apnsToken: string | null) =>
  send(gateway, 'POST /v1/registrations', {
    body: {
      userId: ANNA,
      info: { installationId: id, platform: 'ios', appId: 'com.example.shop', apnsToken },
    },
    credential: key,
    headers: { prefer: 'wait=10' },
  });
const enrol = (id: string, token: string) =>
  send(gateway, `PUT /v1/installations/${id}`, {
    body: { ...announcement, token: { value: token }, enrollmentKey: 'k'.repeat(40) },
  });
const renew = (id: string, token: string, credential: string) =>
  send(gateway, `PUT /v1/installations/${id}`, {
    body: { ...announcement, token: { value: token } },
    credential,
  });
const read = async (id: string, credential: string) =>
  (await send(gateway, `GET /v1/installations/${id}`, { credential })).body.registration;
const held = (token: string) => gateway.dynamics.held().includes(`${ANNA} ${token}`);

test('who knows id and token of a registered device gets no push of its owner on a token of their own', async () => {
  const [id, token, mine] = [randomUUID(), newToken(), newToken()];
  await register(id, token);
  const { credential } = (await enrol(id, token)).body;
  await renew(id, mine, credential);
  expect(await read(id, credential)).not.toHaveProperty('userId');
  await expect.poll(() => held(token)).toBe(false);
  expect(held(mine)).toBe(false);
});

test('its own shell keeps the owner with the token, and with another one for as long as the backend has said so', async () => {
  const [id, token, next, last] = [randomUUID(), newToken(), newToken(), newToken()];
  await register(id, token);
  const { credential } = (await enrol(id, token)).body;
  await renew(id, token, credential);
  expect(await read(id, credential)).toMatchObject({ state: 'registered', userId: ANNA });
  await register(id, next);
  await renew(id, next, credential);
  await expect.poll(() => read(id, credential)).toMatchObject({ state: 'registered', userId: ANNA });
  await renew(id, last, credential);
  expect(await read(id, credential)).not.toHaveProperty('userId');
  await register(id, last);
  await renew(id, last, credential);
  expect(await read(id, credential)).toMatchObject({ state: 'registered', userId: ANNA });
  await expect.poll(() => held(last)).toBe(true);
});

test('… nor once the backend has registered the device again, as it does whenever the app is started', async () => {
  const [id, token, mine] = [randomUUID(), newToken(), newToken()];
  await register(id, token);
  const { credential } = (await enrol(id, token)).body;
  await register(id, token);
  await renew(id, mine, credential);
  expect(await read(id, credential)).not.toHaveProperty('userId');
  await expect.poll(() => held(token)).toBe(false);
  expect(held(mine)).toBe(false);
  // An identity token is another matter: the phone has proved whose it is.
  await register(id, token);
  await renew(id, token, credential);
  const identityToken = await issuer.sign(ANNA);
  await send(gateway, `PUT /v1/installations/${id}/user`, {
    body: { userId: ANNA, identityToken },
    credential,
  });
  await renew(id, mine, credential);
  expect(await read(id, credential)).toMatchObject({ userId: ANNA });
  await expect.poll(() => held(mine)).toBe(true);
});

test('… nor with one that comes at the moment at which the backend speaks', async () => {
  const [id, token, mine] = [randomUUID(), newToken(), newToken()];
  await register(id, token);
  const { credential } = (await enrol(id, token)).body;
  await send(gateway, `DELETE /v1/installations/${id}/user`, { credential });
  const lock = await gateway.database.pool.connect();
  await lock.query('begin');
  await lock.query('select from installations where id = $1 for update', [id]);
  const spoken = register(id, token);
  await expect.poll(isWaiting).toBe(true);
  const renewed = renew(id, mine, credential);
  // It has read by then what is there: reads are answered in their order.
  for (let reads = 0; reads < 3; reads++) await read(id, credential);
  await lock.query('rollback');
  lock.release();
  await Promise.all([spoken, renewed]);
  expect((await renewed).status).toBe(200);
  expect(await read(id, credential)).not.toHaveProperty('userId');
  await expect.poll(() => held(token)).toBe(false);
  expect(held(mine)).toBe(false);
});

const isWaiting = async () => {
  const { rows } = await gateway.database.pool.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length > 0;
};

test('the ledger tells when a shell enrols what a backend has made, and of no other enrolment', async () => {
  const [id, token, other] = [randomUUID(), newToken(), randomUUID()];
  await register(id, token);
  await enrol(id, newToken());
  await enrol(id, token);
  await enrol(other, newToken());
  const { rows } = await gateway.database.pool.query(
    "select installation_id as id, app, trace_id from ledger where cause = 'enrolled' and installation_id = any($1)",
    [[id, other]],
  );
  expect(rows).toEqual([{ id, app: 'shop', trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
});

test('a device that its shell enrolled first keeps its owner with another token, whoever named it', async () => {
  const [id, token, next] = [randomUUID(), newToken(), newToken()];
  const { credential } = (await enrol(id, token)).body;
  await register(id, token);
  await renew(id, next, credential);
  await expect.poll(() => read(id, credential)).toMatchObject({ state: 'registered', userId: ANNA });
});

test('with another token than the backend knew, its shell gets the installation a day later, and not its owner', async () => {
  const [id, token, next] = [randomUUID(), newToken(), newToken()];
  await register(id, token);
  const early = await enrol(id, next);
  expect(early).toMatchObject({ status: 401, body: { code: 'credential-invalid' } });
  expect(early.body.detail).toContain('another push token');
  expect(held(token)).toBe(true);
  gateway.clock.skip(25 * 60 * 60_000);
  const enrolled = await enrol(id, next);
  expect(enrolled.status).toBe(200);
  const { credential } = enrolled.body;
  expect(await read(id, credential)).not.toHaveProperty('userId');
  await expect.poll(() => held(token)).toBe(false);
  expect(held(next)).toBe(false);
  const identityToken = await issuer.sign(ANNA);
  const bound = await send(gateway, `PUT /v1/installations/${id}/user`, {
    body: { userId: ANNA, identityToken },
    credential,
    headers: { prefer: 'wait=10' },
  });
  expect(bound.body.registration).toMatchObject({ state: 'registered', userId: ANNA });
  expect(held(next)).toBe(true);
  const { rows } = await gateway.database.pool.query(
    'select count(*)::int as count from installations where id = $1 or token_tail in ($2, $3)',
    [id, token.slice(-8), next.slice(-8)],
  );
  expect(rows[0].count).toBe(1);
});

test('… or at once, with its owner, when the backend has told the new token', async () => {
  const [id, token, next] = [randomUUID(), newToken(), newToken()];
  await register(id, token);
  expect((await enrol(id, next)).status).toBe(401);
  await register(id, next);
  const { credential } = (await enrol(id, next)).body;
  await expect.poll(() => read(id, credential)).toMatchObject({ state: 'registered', userId: ANNA });
  await expect.poll(() => held(token)).toBe(false);
});

test('a shell that enrols a day later with a token of another device gets neither', async () => {
  const [id, token, theirs] = [randomUUID(), newToken(), newToken()];
  await register(id, token);
  gateway.clock.skip(25 * 60 * 60_000);
  await enrol(randomUUID(), theirs);
  expect(await enrol(id, theirs)).toMatchObject({ status: 409, body: { code: 'token-in-use' } });
  expect(held(token)).toBe(true);
});

test('registered without a token, it can be enrolled by its shell, and nobody owns it then', async () => {
  const [id, token] = [randomUUID(), newToken()];
  await register(id, null);
  const enrolled = await enrol(id, token);
  expect(enrolled.status).toBe(200);
  expect(await read(id, enrolled.body.credential)).not.toHaveProperty('userId');
  expect(held(token)).toBe(false);
  expect((await register(id, token)).body.registration).toMatchObject({ state: 'registered' });
});
