import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
import { advanceErasures } from './advance.ts';
import { requestErasure } from './request.ts';

let gateway: TestGateway;
let key: string;
beforeEach(async () => {
  gateway = await startTestGateway();
  key = await newApiKey(gateway, 'admin', 'read');
});
afterEach(() => gateway.end());

const erase = (userId: string) => send(gateway, `DELETE /v1/admin/users/${userId}`, { credential: key });
const read = (path: string) => send(gateway, `GET /v1/admin/${path}`, { credential: key });
const progress = async (id: string) => (await read(`erasures/${id}`)).body.erasure?.state;

/** Every table and column, as text. */
async function everything(): Promise<string> {
  const { pool } = gateway.database;
  const { rows } = await pool.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'",
  );
  const dumps = rows.map(async ({ name }) => {
    const { rows: all } = await pool.query(`select t::text as row from ${name} t`);
    return all.map(({ row }) => `${name}: ${row}`).join('\n');
  });
  return (await Promise.all(dumps)).join('\n').toLowerCase();
}

/** The lines that name the person: by user id or by record, in either spelling. */
async function traces(...names: string[]): Promise<string[]> {
  const spellings = names.flatMap((name) => [name.toLowerCase(), name.replaceAll('-', '').toLowerCase()]);
  return (await everything()).split('\n').filter((line) => spellings.some((name) => line.includes(name)));
}

const waitingForLocks = async () =>
  (
    await gateway.database.pool.query(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    )
  ).rowCount;

/** What a page's `registrationInfo()` says. */
const infoOf = (installationId: string) => ({
  ...{ fcmToken: `token of ${installationId}`, platform: 'android', appId: 'com.example.shop' },
  ...{ appVersion: '1.0.0', appBuild: 42, appVersionCode: 42, distribution: 'release', hardware: 'armv8' },
  ...{ language: 'en', model: 'Pixel 8', os: 'Android', osVersion: '14', timeZone: 'Europe/Berlin' },
  ...{ isFirstLaunch: false, installationId },
});

test('an erased person is cleaned up in Dynamics and named in no table; another stays', async () => {
  const devices = [await announceDevice(gateway), await announceDevice(gateway)];
  const other = await announceDevice(gateway);
  for (const device of devices) await device.bind('abc123-user-uuid');
  await devices[1]?.bind(ANNA);
  await devices[0]?.put({ token: { value: newToken() } });
  await other.bind(BERT);
  await devices[0]?.open([
    { eventId: randomUUID(), kind: 'opened', trackingId: randomUUID(), occurredAt: '2026-01-01T10:00:00Z' },
  ]);
  expect(await traces('abc123-user-uuid', ANNA)).not.toEqual([]);

  const { status, body } = await erase('abc123-user-uuid');
  expect(status).toBe(202);
  await expect.poll(() => progress(body.erasure.erasureId)).toBe('done');

  expect(gateway.dynamics.held().map((line) => line.split(' ')[0])).toEqual([BERT]);
  expect(await traces('abc123-user-uuid', ANNA)).toEqual([]);
  const { rows } = await gateway.database.pool.query('select count(*)::int as opens from interactions');
  expect(rows[0].opens).toBe(0);
  expect(await devices[0]?.read()).toMatchObject({ state: 'removed' });
  expect(await other.read()).toMatchObject({ state: 'registered', userId: BERT });
});

test('history stays and replays, under a key that stands for nobody', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const then = new Date(gateway.clock.now()).toISOString();
  gateway.clock.skip(60_000);
  const { body } = await erase(ANNA);
  await expect.poll(() => progress(body.erasure.erasureId)).toBe('done');
  const [userKey] = body.erasure.userKeys;
  expect((await read(`users/${ANNA}`)).body.code).toBe('user-not-held');
  expect((await read(`recipients?userId=${ANNA}&at=${then}`)).body.code).toBe('user-not-held');
  expect((await read(`recipients?userKey=${userKey}&at=${then}`)).body.items).toMatchObject([
    { installationId: device.id, certainty: 'certain' },
  ]);
  expect((await read(`recipients?userKey=${userKey}`)).body.items.at(-1)).toMatchObject({
    until: expect.any(String),
  });
  const [owner] = (await read(`installations/${device.id}/owners?at=${then}`)).body.items;
  expect(owner).toMatchObject({ userKey });
  expect(owner).not.toHaveProperty('userId');
});

test('asking again is safe: the same erasure while it goes on, nothing held afterwards', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  gateway.dynamics.fault = ({ kind }) => (kind === 'cleanup' ? 'not-sent' : undefined);
  const first = await erase(ANNA);
  const again = await erase(ANNA);
  expect(again.status).toBe(202);
  expect(again.body.erasure.erasureId).toBe(first.body.erasure.erasureId);
  expect((await read(`erasures/${first.body.erasure.erasureId}`)).body.erasure.remaining).toMatchObject([
    { installationId: device.id, app: 'shop' },
  ]);
  gateway.dynamics.fault = () => undefined;
  await expect.poll(() => progress(first.body.erasure.erasureId)).toBe('done');
  expect(await erase(ANNA)).toMatchObject({ status: 200, body: {} });
  expect((await erase(ANNA)).body.erasure).toBeUndefined();
});

test('who comes back while it goes on is somebody new, and registered anew once the old is cleaned up', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind(ANNA);
  gateway.dynamics.fault = ({ kind }) => (kind === 'cleanup' ? 'not-sent' : undefined);
  const { body } = await erase(ANNA);
  await device.bind(ANNA, 0);
  const [fresh] = (await read(`users/${ANNA}`)).body.ids;
  expect(body.erasure.userKeys).not.toContain(fresh.userKey);
  gateway.dynamics.fault = () => undefined;
  await expect.poll(() => progress(body.erasure.erasureId)).toBe('done');
  await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
  expect(gateway.dynamics.held()).toEqual([`${ANNA} ${token}`]);
  const { rows } = await gateway.database.pool.query('select distinct user_key from registrations');
  expect(rows).toEqual([{ user_key: fresh.userKey }]);
});

test('a gateway that dies in the middle leaves the rest to the next one', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  gateway.dynamics.fault = ({ kind }) => (kind === 'cleanup' ? 'not-sent' : undefined);
  const { body } = await erase(ANNA);
  await gateway.close();
  gateway.dynamics.fault = () => undefined;
  const next = await gateway.sibling();
  const path = `GET /v1/admin/erasures/${body.erasure.erasureId}`;
  await expect
    .poll(async () => (await send(next, path, { credential: key })).body.erasure.state)
    .toBe('done');
  expect(gateway.dynamics.held()).toEqual([]);
  expect(await traces(ANNA)).toEqual([]);
});

test('an erasure is in the audit trail by number, and needs the scope admin', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const reader = await newApiKey(gateway, 'read');
  expect((await send(gateway, `DELETE /v1/admin/users/${ANNA}`, { credential: reader })).body.code).toBe(
    'key-scope',
  );
  const { body } = await erase(ANNA);
  const id = body.erasure.erasureId;
  await expect.poll(() => progress(id)).toBe('done');
  const { rows } = await gateway.database.pool.query(
    'select action from audit where subject = $1 order by seq',
    [`erasure:${id}`],
  );
  expect(rows.map(({ action }) => action)).toEqual(['erasure-requested', 'erasure-done']);
  expect((await read(`erasures/${randomUUID()}`)).body.code).toBe('erasure-unknown');
});

test('a request that was under way and still knew the person is undone before the erasure is done', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const late = await gateway.database.pool.connect();
  await late.query('begin');
  await late.query('select pg_current_xact_id()');
  const { body } = await erase(ANNA);
  const [userKey] = body.erasure.userKeys;
  await expect.poll(() => gateway.dynamics.held()).toEqual([]);
  await late.query(
    "update bindings set user_key = $2, dynamics_user_id = $3, proof = 'none' where installation_id = $1",
    [device.id, userKey, ANNA],
  );
  expect(await progress(body.erasure.erasureId)).toBe('cleaning');
  await late.query('commit');
  late.release();
  await expect.poll(() => progress(body.erasure.erasureId)).toBe('done');
  expect(await traces(ANNA)).toEqual([]);
});

test('one who read the person while they were being erased is waited for as well', async () => {
  const device = await announceDevice(gateway, { token: null });
  await device.bind(ANNA, 0);
  const { pool } = gateway.database;
  const [holder, late] = [await pool.connect(), await pool.connect()];
  await holder.query('begin; lock table awaited_users in access exclusive mode');
  const answer = erase(ANNA);
  await expect.poll(waitingForLocks).toBe(1);
  // Younger than the erasure, and has read before that was committed.
  await late.query('begin; select pg_current_xact_id()');
  const { rows } = await late.query('select key from users where user_id = $1', [ANNA]);
  await holder.query('commit');
  const { body } = await answer;
  await expect.poll(async () => (await device.read()).state).toBe('removed');
  gateway.clock.skip(6_000);
  expect(await progress(body.erasure.erasureId)).toBe('cleaning');
  await late.query(
    "update bindings set user_key = $2, dynamics_user_id = $3, proof = 'none' where installation_id = $1",
    [device.id, rows[0].key, ANNA],
  );
  await late.query('commit');
  for (const client of [holder, late]) client.release();
  await expect.poll(() => progress(body.erasure.erasureId)).toBe('done');
  expect(await traces(ANNA)).toEqual([]);
});

test('a request that waits while the person is erased binds somebody new', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const { pool } = gateway.database;
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('select 1 from installations where id = $1 for no key update', [device.id]);
  const answer = device.bind(ANNA, 0);
  await expect.poll(waitingForLocks).toBe(1);
  const { body } = await erase(ANNA);
  await holder.query('commit');
  holder.release();
  expect((await answer).status).toBeLessThan(300);
  const [fresh] = (await read(`users/${ANNA}`)).body.ids;
  expect(body.erasure.userKeys).not.toContain(fresh.userKey);
});

test('a new installation whose person is being erased is undone before the erasure is done', async () => {
  const first = await announceDevice(gateway, { token: null });
  await first.bind(ANNA, 0);
  const { pool } = gateway.database;
  const backend = await newApiKey(gateway, 'register');
  // The process stands still after it has read who is bound, before it writes anything.
  await pool.query(`create function stand_still() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock_shared(1); return null; end $$;
    create trigger stands_still before insert on installations for each statement execute function stand_still()`);
  const holder = await pool.connect();
  await holder.query('select pg_advisory_lock(1)');
  const answer = send(gateway, 'POST /v1/registrations', {
    body: { userId: ANNA, info: infoOf(randomUUID()) },
    credential: backend,
  });
  await expect.poll(waitingForLocks).toBe(1);
  const { body } = await erase(ANNA);
  gateway.clock.skip(6_000);
  const next = await gateway.sibling();
  expect(await progress(body.erasure.erasureId)).toBe('cleaning');
  await holder.query('select pg_advisory_unlock(1)');
  holder.release();
  expect((await answer).status).toBe(202);
  await expect.poll(() => progress(body.erasure.erasureId)).toBe('done');
  await next.close();
  expect(await traces(ANNA)).toEqual([]);
});

test('an open that is told after the logout goes too', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const occurredAt = new Date(gateway.clock.now()).toISOString();
  gateway.clock.skip(60_000);
  await device.unbind();
  gateway.clock.skip(60_000);
  const open = { eventId: randomUUID(), kind: 'opened', trackingId: randomUUID(), occurredAt };
  await device.open([open]);
  const later = { ...open, eventId: randomUUID(), occurredAt: new Date(gateway.clock.now()).toISOString() };
  await device.open([later]);
  const { body } = await erase(ANNA);
  await expect.poll(() => progress(body.erasure.erasureId)).toBe('done');
  const { rows } = await gateway.database.pool.query('select event_id from interactions');
  expect(rows).toEqual([{ event_id: later.eventId }]);
});

test('a short user id takes nobody else’s kept answers with it', async () => {
  const short = await startTestGateway({ users: { table: { a: ANNA } } });
  const [admin, backend] = [await newApiKey(short, 'admin'), await newApiKey(short, 'register')];
  const register = (userId: string, installationId: string) =>
    send(short, 'POST /v1/registrations', {
      body: { userId, info: infoOf(installationId) },
      credential: backend,
      headers: { 'idempotency-key': `key-of-${userId}` },
    });
  const [mine, other] = [randomUUID(), randomUUID()];
  await register('a', mine);
  await register(BERT, other);
  expect((await send(short, 'DELETE /v1/admin/users/a', { credential: admin })).status).toBe(202);
  const replayed = async (...request: [string, string]) =>
    (await register(...request)).headers.get('idempotency-replayed');
  expect(await replayed(BERT, other)).toBe('true');
  expect(await replayed('a', mine)).toBeNull();
  await short.end();
});

test('a callback URL that Dynamics never used names the person no longer', async () => {
  const hooked = await startTestGateway({ webhooks: { publicUrl: 'https://push.example' } });
  const admin = await newApiKey(hooked, 'admin');
  await (await announceDevice(hooked)).bind(ANNA);
  const { pool } = hooked.database;
  expect((await pool.query('select 1 from hooks')).rowCount).toBe(1);
  const { body } = await send(hooked, `DELETE /v1/admin/users/${ANNA}`, { credential: admin });
  const state = async () =>
    (await send(hooked, `GET /v1/admin/erasures/${body.erasure.erasureId}`, { credential: admin })).body
      .erasure.state;
  await expect.poll(state).toBe('done');
  expect((await pool.query('select 1 from hooks')).rowCount).toBe(0);
  await hooked.end();
});

test('erasures that cannot go on hold up no other', async () => {
  const { pool } = gateway.database;
  const [stuck, free] = [await announceDevice(gateway), await announceDevice(gateway)];
  await stuck.bind(ANNA);
  await free.bind(BERT);
  await gateway.close();
  const options = { now: gateway.clock.now, limit: 1 };
  const vault = { hash: (text: string) => Buffer.from(text) };
  const request = { actor: 'key:test', traceId: 'a'.repeat(32) };
  for (const userId of [ANNA, BERT])
    await requestErasure(pool, vault, { ...request, userId, now: options.now() });
  // Nothing is left of Bert; Anna's cleanup waits for ever.
  await pool.query('delete from registrations where installation_id = $1', [free.id]);
  const isDone = async () => {
    await advanceErasures(pool, options);
    return (await pool.query('select 1 from erasures where done_at is not null')).rowCount;
  };
  await expect.poll(isDone, { interval: 1 }).toBe(1);
});

test('a person whom the gateway only waits for is forgotten too', async () => {
  const waiting = await startTestGateway({ users: { table: {} } });
  const admin = await newApiKey(waiting, 'admin');
  await waiting.database.pool.query(
    `insert into awaited_users (installation_id, user_id, claims, proof, reason, since, trace_id, due_at)
     values ($1, 'nobody-yet', '{}', 'none', 'user-unknown', '2026-01-01', 'trace', '2999-01-01')`,
    [(await announceDevice(waiting)).id],
  );
  const answer = await send(waiting, 'DELETE /v1/admin/users/nobody-yet', { credential: admin });
  expect(answer.body.erasure).toMatchObject({ userKeys: [], remaining: [] });
  const { rows } = await waiting.database.pool.query('select * from awaited_users');
  expect(rows).toEqual([]);
  await waiting.end();
});
