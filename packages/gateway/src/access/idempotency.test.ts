import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestClock } from '../../test/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { type Answer, send } from '../../test/gateway.ts';
import { requireKey } from '../http/authenticate.ts';
import type { Env } from '../http/context.ts';
import { idempotent } from '../http/idempotent.ts';
import { answerProblem, errorHandler } from '../http/problem.ts';
import { createIdempotency, type Idempotency } from './idempotency.ts';
import { createKeyAdmin } from './key-admin.ts';
import { createKeys } from './keys.ts';

const clock = createTestClock();
let database: TestDatabase;
let idempotency: Idempotency;
let secrets: string[];
/** How often the route has done its work. */
let done = 0;
/** What the route answers next, if not 200. */
let next: (() => Promise<void>) | undefined;
let fail: 'internal' | 'token-in-use' | 'body-invalid' | undefined;
let route: { fetch(request: Request): Promise<Response> };

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  const log = pino({ level: 'silent' });
  const admin = createKeyAdmin({ pool, clock, actor: 'cli:test' });
  const make = async () => (await admin.create({ name: 'backend', scopes: ['register'] })).secret;
  secrets = [await make(), await make()];
  const keys = createKeys({ pool, clock, rate: false });
  const app = new Hono<Env>();
  app.onError(errorHandler(log));
  idempotency = createIdempotency({ pool, clock, log });
  idempotency.start();
  app.use(idempotent(keys, idempotency));
  app.all('*', async (context) => {
    await requireKey(context, keys, 'register');
    done++;
    await next?.();
    if (fail) return answerProblem(context, fail);
    const body = await context.req.text();
    return context.json({ done, body }, 202);
  });
  route = { fetch: async (request) => app.fetch(request) };
});
afterAll(async () => {
  idempotency.close();
  await database.drop();
});

let keyNumber = 0;
const newKey = () => `key-${keyNumber++}`;
const post = (
  key: string,
  { body = {}, line = 'POST /v1/registrations', credential = secrets[0] ?? '' } = {},
): Promise<Answer> => send(route, line, { body, credential, headers: { 'idempotency-key': key } });

test('a request that is repeated is done once and answered the same way', async () => {
  const key = newKey();
  const before = done;
  const first = await post(key);
  const second = await post(`"${key}"`);
  expect(done).toBe(before + 1);
  expect([second.status, second.body]).toEqual([202, first.body]);
  expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
  expect([first, second].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
});

test('the same key with another body, path or method is a mistake', async () => {
  const key = newKey();
  await post(key);
  for (const other of [
    { body: { a: 1 } },
    { line: 'POST /v1/registrations/bulk' },
    { line: 'PUT /v1/registrations' },
  ])
    expect(await post(key, other)).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
});

test('while the first one is under way the second is told to wait; afterwards it gets the answer', async () => {
  const key = newKey();
  let finish = () => {};
  const begun = new Promise<void>((begin) => {
    next = () => {
      begin();
      return new Promise((resolve) => {
        finish = resolve;
      });
    };
  });
  const first = post(key);
  await begun;
  const second = await post(key);
  expect(second).toMatchObject({ status: 409, body: { code: 'idempotency-busy', retry: true } });
  expect(second.headers.get('retry-after')).toBe('1');
  next = undefined;
  finish();
  const { body } = await first;
  expect((await post(key)).body).toEqual(body);
});

test('of many at once exactly one is done', async () => {
  const key = newKey();
  const before = done;
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(key)));
  expect(done).toBe(before + 1);
  expect([...new Set(answers.map(({ status }) => status))].sort()).not.toContain(500);
});

test('keys of two callers have nothing to do with each other', async () => {
  const key = newKey();
  const before = done;
  for (const credential of secrets) await post(key, { credential });
  expect(done).toBe(before + 2);
});

test.each(['internal', 'token-in-use'] as const)('after %s a repetition tries anew', async (code) => {
  const key = newKey();
  fail = code;
  expect(await post(key)).toMatchObject({ body: { code } });
  fail = undefined;
  expect(await post(key)).toMatchObject({ status: 202 });
});

test('a refusal that no retry changes is repeated', async () => {
  const key = newKey();
  fail = 'body-invalid';
  await post(key);
  fail = undefined;
  expect(await post(key)).toMatchObject({ status: 422, body: { code: 'body-invalid' } });
});

test('after a day the key is forgotten, and its row too', async () => {
  const key = newKey();
  await post(key);
  clock.skip(24 * 60 * 60 * 1_000);
  const before = done;
  await post(key, { body: { another: true } });
  expect(done).toBe(before + 1);
  const count = 'select count(*)::integer as left from idempotency_keys';
  await expect.poll(async () => (await database.pool.query(count)).rows[0].left).toBe(1);
});

test('a process that died holds its key up for a minute', async () => {
  const key = newKey();
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  next = () => {
    begin();
    return new Promise(() => {});
  };
  void post(key);
  await begun;
  next = undefined;
  expect(await post(key)).toMatchObject({ status: 409 });
  clock.skip(60_000);
  expect(await post(key)).toMatchObject({ status: 202 });
});

test('without a good API key the route answers as ever', async () => {
  const answer = await post(newKey(), { credential: 'jpk_x' });
  expect(answer).toMatchObject({ status: 401, body: { code: 'key-invalid' } });
});

test.each(['', '""', 'ä', 'a"b', `"${'x'.repeat(256)}"`])('the key %j cannot be read', async (key) => {
  const headers = new Headers({ authorization: `Bearer ${secrets[0]}` });
  headers.set('idempotency-key', Buffer.from(key).toString('latin1'));
  const response = await route.fetch(new Request('http://gateway.test/', { method: 'POST', headers }));
  expect(await response.json()).toMatchObject({ status: 400, code: 'idempotency-key-invalid' });
});

test('neither the key nor the API key is kept in the clear', async () => {
  const key = newKey();
  await post(key);
  const { rows } = await database.pool.query(
    "select string_agg(k::text, ' ') as all from idempotency_keys k",
  );
  expect(rows[0].all).not.toContain(key);
  expect(rows[0].all).not.toContain(secrets[0]);
});
