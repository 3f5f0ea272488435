import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg, { type Pool } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import {
  ANNA,
  announceDevice,
  announcement,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { administer, withDatabase } from '../../test/postgres.ts';
import { migrate } from '../db/migrate.ts';
import { sha256 } from '../secrets.ts';
import { vaultKey } from './keys.ts';
import { startVault } from './start.ts';
import { createVault } from './vault.ts';

const newKey = () => randomBytes(32).toString('base64');

/** Everything that the database holds, as text. */
async function dump(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const tables = await Promise.all(
    rows.map(({ name }) => pool.query(`select t::text as row from ${name} t`)),
  );
  return tables.flatMap(({ rows }) => rows.map(({ row }) => row)).join('\n');
}

async function withTraces(gateway: TestGateway, token: string) {
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind(ANNA);
  const open = { kind: 'opened', trackingId: randomUUID(), occurredAt: new Date().toISOString() };
  await device.open([{ ...open, eventId: randomUUID() }]);
  await expect.poll(() => gateway.dynamics.of('event').length).toBeGreaterThan(0);
  return device;
}

test('no table holds a token in the clear, nor does the log', async () => {
  const gateway = await startTestGateway({ keys: newKey() });
  const token = newToken();
  await withTraces(gateway, token);
  const text = `${await dump(gateway.database.pool)}${JSON.stringify(gateway.lines)}`;
  for (const form of [token, Buffer.from(token).toString('hex'), sha256(token).toString('hex')])
    expect(text).not.toContain(form);
  expect(text).toContain(token.slice(-8));
  await gateway.end();
});

test('with a new key first, rows are sealed anew; then the old key can go', async () => {
  const [first, second] = [newKey(), newKey()];
  const gateway = await startTestGateway({ keys: first });
  const token = newToken();
  const device = await withTraces(gateway, token);
  await gateway.sibling({ keys: `${second},${first}` });
  await expect.poll(() => gateway.lines.map(({ code }) => code)).toContain('vault.resealed');
  const after = await gateway.sibling({ keys: second });
  const { rows } = await gateway.database.pool.query('select token_sealed from installations');
  expect(createVault([vaultKey(Buffer.from(second, 'base64'))]).open(rows[0].token_sealed)).toBe(token);
  // The same token is still found: by its holder, and by another who claims it.
  const put = { body: { ...announcement, token: { value: token } } };
  expect((await send(after, `PUT ${device.path}`, { ...put, credential: device.credential })).status).toBe(
    200,
  );
  const clone = await announceDevice(after, { token: null });
  expect((await clone.put({ token: { value: token } })).body.code).toBe('token-in-use');
  await gateway.end();
});

test('a token that somebody has changed holds up no other, and is told of', async () => {
  const [first, second] = [newKey(), newKey()];
  const gateway = await startTestGateway({ keys: first });
  const tokens = [newToken(), newToken(), newToken()];
  for (const value of tokens) await announceDevice(gateway, { token: { value } });
  const { pool } = gateway.database;
  const changed = 'set_byte(token_sealed, 30, get_byte(token_sealed, 30) # 1) where token_tail = $1';
  await pool.query(`update installations set token_sealed = ${changed}`, [tokens[0]?.slice(-8)]);
  await gateway.sibling({ keys: `${second},${first}` });
  await expect.poll(() => gateway.lines.map(({ code }) => code)).toContain('vault.resealed');
  expect(gateway.lines.filter(({ code }) => code === 'vault-damaged')).toMatchObject([{ count: 1 }]);
  const vault = createVault([vaultKey(Buffer.from(second, 'base64'))]);
  const { rows } = await pool.query('select token_sealed from installations where token_tail <> $1', [
    tokens[0]?.slice(-8),
  ]);
  expect(rows.map(({ token_sealed }) => vault.open(token_sealed)).sort()).toEqual(tokens.slice(1).sort());
  await gateway.end();
});

test('a gateway that closes while rows are sealed anew ends after those it is at, and the next one goes on', async () => {
  const [first, second] = [newKey(), newKey()];
  const gateway = await startTestGateway({ keys: first });
  onTestFinished(gateway.end);
  const { pool } = gateway.database;
  const sealed = createVault([vaultKey(Buffer.from(first, 'base64'))]).seal(newToken());
  // More than a megabyte: several pages.
  await pool.query(
    `insert into installations (id, app, platform, app_id, facts, token_sealed, token_hash, token_tail,
       notifications_enabled, first_seen, last_seen)
     select gen_random_uuid(), 'shop', 'ios', 'com.example.shop', jsonb_build_object('model', repeat('x', 1000)), $1,
       sha256(n::text::bytea), '01234567', true, now(), now()
     from generate_series(1, 1000) n`,
    [sealed],
  );
  const count = async () =>
    (await pool.query('select from installations where token_sealed = $1', [sealed])).rowCount;
  const holder = await pool.connect();
  await holder.query('begin; lock table installations in share mode');
  const rotating = await gateway.sibling({ keys: `${second},${first}` });
  const waiting = "select from pg_locks where not granted and relation = 'installations'::regclass";
  await expect.poll(async () => (await pool.query(waiting)).rowCount).toBe(1);
  const closed = rotating.close();
  await holder.query('commit');
  holder.release();
  await closed;
  const left = await count();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(1_000);
  await gateway.sibling({ keys: `${second},${first}` });
  await expect.poll(count).toBe(0);
});

test('a key that is still needed is named at start as a mistake', async () => {
  const [first, second] = [newKey(), newKey()];
  const gateway = await startTestGateway({ keys: first });
  await withTraces(gateway, newToken());
  const { id } = vaultKey(Buffer.from(first, 'base64'));
  await expect(gateway.sibling({ keys: second })).rejects.toMatchObject({
    mistakes: [expect.stringContaining(`key ${id} is still needed`)],
  });
  await gateway.end();
});

test('a token whose key is gone waits for it with a code of its own, and is then registered', async () => {
  const [first, lost] = [newKey(), newKey()];
  const gateway = await startTestGateway({ keys: first });
  const { pool } = gateway.database;
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  const stranger = createVault([vaultKey(Buffer.from(lost, 'base64'))]);
  await pool.query('update installations set token_sealed = $1', [stranger.seal(token)]);
  expect((await device.bind(ANNA, 0)).status).toBe(202);
  await expect.poll(() => gateway.lines.map(({ code }) => code)).toContain('vault-key-missing');
  expect(gateway.dynamics.of('register')).toEqual([]);
  expect(await device.read()).toMatchObject({ state: 'queued' });
  await gateway.close();
  const back = await gateway.sibling({ keys: `${first},${lost}` });
  const read = () => send(back, `GET ${device.path}`, { credential: device.credential });
  await expect.poll(async () => (await read()).body.registration).toMatchObject({ state: 'registered' });
  await gateway.end();
});

test('what an older version left in the clear is sealed at start, and found again', async () => {
  const name = `older_${process.pid}`;
  await administer(inject('postgresUrl'), `create database ${name}`);
  const pool = new pg.Pool({ connectionString: withDatabase(inject('postgresUrl'), name) });
  // A connection that still closes when the database is dropped is told so.
  pool.on('error', () => undefined);
  onTestFinished(async () => {
    await pool.end();
    await administer(inject('postgresUrl'), `drop database ${name} with (force)`);
  });
  await pool.query(await readFile(new URL('../db/migrations/000001.sql', import.meta.url), 'utf8'));
  await pool.query(
    'create table migrations (number integer primary key, applied_at timestamptz default now())',
  );
  await pool.query('insert into migrations (number) values (1)');
  const tokens = Array.from({ length: 500 }, newToken);
  await pool.query(
    `with devices as (
       insert into installations (id, app, platform, app_id, facts, token, token_hash, notifications_enabled,
         credential_hash, enrollment_hash, first_seen, last_seen)
       select gen_random_uuid(), 'shop', 'ios', 'com.example.shop', '{}', t, sha256(t::bytea), true, '', '', $2, $2
       from unnest($1::text[]) t returning id, token, token_hash
     ), registered as (
       insert into registrations (app, dynamics_user, token_hash, dynamics_user_id, user_key, platform, token,
         installation_id, state, unanswered, resent, attempts, polls, since, trace_id)
       select 'shop', $3::uuid, token_hash, $3, gen_random_uuid(), 'ios', token, id, 'held', false, false, 0, 0, $2, ''
       from devices
     )
     insert into interactions (installation_id, event_id, app, kind, tracking_id, token, occurred_at, received_at, trace_id)
     select id, gen_random_uuid(), 'shop', 'opened', 't', token, $2, $2, '' from devices`,
    [tokens, new Date(), ANNA],
  );
  await migrate(pool);
  const vault = createVault([vaultKey(randomBytes(32))]);
  await Promise.all([startVault(pool, vault, 0), startVault(pool, vault, 0)]);
  const text = await dump(pool);
  expect(tokens.filter((token) => text.includes(token))).toEqual([]);
  const { rows } = await pool.query(
    `select i.token_sealed, i.token_hash, i.token_tail, r.token_hash as held, o.token_sealed as opened
     from installations i join registrations r on r.installation_id = i.id
     join interactions o on o.installation_id = i.id`,
  );
  expect(rows.map((row) => vault.open(row.token_sealed)).sort()).toEqual([...tokens].sort());
  for (const row of rows) {
    const token = vault.open(row.token_sealed);
    expect(vault.open(row.opened)).toBe(token);
    expect(row.token_tail).toBe(token.slice(-8));
    expect([row.token_hash, row.held]).toEqual([vault.hash(token), vault.hash(token)]);
  }
});
