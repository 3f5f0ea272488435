import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestClock } from '../../test/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { send } from '../../test/gateway.ts';
import { requireKey } from '../http/authenticate.ts';
import type { Env } from '../http/context.ts';
import { errorHandler } from '../http/problem.ts';
import { traceRequests } from '../http/trace.ts';
import type { Scope } from './key.ts';
import { createKeyAdmin, type KeyAdmin } from './key-admin.ts';
import { createKeys } from './keys.ts';

const clock = createTestClock();
const lines: string[] = [];
let database: TestDatabase;
let admin: KeyAdmin;
/** A route that wants the scope `register`. */
let route: { fetch(request: Request): Promise<Response> };

beforeAll(async () => {
  database = await createTestDatabase();
  admin = createKeyAdmin({ pool: database.pool, clock, actor: 'cli:anna@laptop' });
  const log = pino({ level: 'debug' }, { write: (line) => lines.push(line) });
  const keys = createKeys({ pool: database.pool, clock, rate: { requests: 20, perSeconds: 60 } });
  const app = new Hono<Env>();
  app.use(traceRequests(log, clock));
  app.onError(errorHandler(log));
  app.post('/', async (context) => context.json(await requireKey(context, keys, 'register')));
  route = { fetch: async (request) => app.fetch(request) };
});
afterAll(() => database.drop());

const make = (scopes: Scope[] = ['register'], expiresAt?: number) =>
  admin.create({ name: 'shop backend', scopes, ...(expiresAt && { expiresAt }) });
const use = (secret: string) => send(route, 'POST /', { credential: secret });

test('a key opens the routes of its scope and no others', async () => {
  const { key, secret } = await make(['read', 'register']);
  expect(await use(secret)).toMatchObject({ status: 200, body: { id: key.id, name: 'shop backend' } });
  const reader = await make(['read', 'admin', 'tokens']);
  expect(await use(reader.secret)).toMatchObject({ status: 403, body: { code: 'key-scope' } });
});

test('no key, no such key and another secret are told apart from a good one', async () => {
  const { key, secret } = await make();
  expect(await send(route, 'POST /')).toMatchObject({ status: 401, body: { code: 'key-missing' } });
  const another = (await make()).secret.split('_').slice(2).join('_');
  for (const wrong of [`jpk_${'0'.repeat(12)}_${another}`, `jpk_${key.id}_${another}`, `${secret}x`, 'jpk_'])
    expect(await use(wrong)).toMatchObject({ status: 401, body: { code: 'key-invalid' } });
});

test('a revoked key opens nothing after five seconds', async () => {
  const { key, secret } = await make();
  expect(await use(secret)).toMatchObject({ status: 200 });
  expect(await admin.revoke(key.id)).toMatchObject({ changed: true, key: { revokedAt: expect.any(Number) } });
  clock.skip(5_000);
  expect(await use(secret)).toMatchObject({ status: 401, body: { code: 'key-invalid' } });
  expect(await admin.revoke(key.id)).toMatchObject({ changed: false });
  expect(await admin.revoke('0'.repeat(12))).toBeUndefined();
});

test('a key ends when it expires, to the moment', async () => {
  const { secret } = await make(['register'], clock.now() + 60_000);
  expect(await use(secret)).toMatchObject({ status: 200 });
  clock.skip(30_000);
  expect(await use(secret)).toMatchObject({ status: 200 });
  clock.skip(30_000);
  expect(await use(secret)).toMatchObject({ status: 401, body: { code: 'key-invalid' } });
});

test('when a key was last used is kept to the minute', async () => {
  const { key, secret } = await make();
  const lastUsed = async () => (await admin.list()).find(({ id }) => id === key.id)?.lastUsed;
  expect(await lastUsed()).toBeUndefined();
  await Promise.all([use(secret), use(secret)]);
  const first = await lastUsed();
  expect(first).toBeGreaterThan(clock.now() - 5_000);
  clock.skip(30_000);
  await use(secret);
  expect(await lastUsed()).toBe(first);
  clock.skip(30_000);
  await use(secret);
  expect(await lastUsed()).toBeGreaterThanOrEqual((first ?? 0) + 60_000);
});

test('keys that are asked for again and again cost one look at the database', async () => {
  let looks = 0;
  const pool = { query: database.pool.query.bind(database.pool) };
  const counting = new Proxy(pool, {
    get: (target, name, receiver) => {
      looks++;
      return Reflect.get(target, name, receiver);
    },
  });
  const { secret } = await make();
  const keys = createKeys({ pool: counting, clock, rate: false });
  for (let round = 0; round < 20; round++) expect(await keys.authenticate(secret)).toBeDefined();
  // One to find it, one to tell that it was used.
  expect(looks).toBe(2);
});

test('each key that is made or revoked leaves a row that stays', async () => {
  const { key } = await make(['admin']);
  await admin.revoke(key.id);
  await admin.revoke(key.id);
  const { rows } = await database.pool.query(
    'select actor, action, details from audit where subject = $1 order by seq',
    [`key:${key.id}`],
  );
  const actor = 'cli:anna@laptop';
  expect(rows).toEqual([
    { actor, action: 'key-created', details: { name: 'shop backend', scopes: ['admin'] } },
    { actor, action: 'key-revoked', details: { name: 'shop backend' } },
  ]);
  for (const change of ["update audit set actor = 'nobody'", 'delete from audit', 'truncate audit'])
    await expect(database.pool.query(change)).rejects.toThrow('append-only');
});

test('a key that comes too often is told how long to wait, where its limit is set', async () => {
  const { secret } = await make();
  for (let call = 0; call < 20; call++) await use(secret);
  const refused = await use(secret);
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
  expect(Number(refused.headers.get('retry-after'))).toBeOneOf([2, 3]);
});

test('the secret is in no table, no log and no error; the log says which key it was', async () => {
  const { key, secret } = await make(['read']);
  const answer = await use(secret);
  const { rows } = await database.pool.query(
    "select coalesce(string_agg(k::text, ' '), '') || (select string_agg(a::text, ' ') from audit a) as all from api_keys k",
  );
  const own = secret.split('_').slice(2).join('_');
  for (const text of [rows[0].all, lines.join(), JSON.stringify(answer.body)])
    expect(text).not.toContain(own);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ keyId: key.id, problem: 'key-scope' });
});
