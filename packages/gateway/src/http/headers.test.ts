import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Env } from './context.ts';
import { bearerOf, preferredWait } from './headers.ts';

const app = new Hono<Env>();
app.get('/', (context) => context.json({ wait: preferredWait(context), bearer: bearerOf(context) }));
const read = async (headers: Record<string, string>) => (await app.request('/', { headers })).json();

test.each([
  ['wait=10', 10_000],
  ['respond-async, wait=5', 5_000],
  ['WAIT = "7"; x', 7_000],
  ['wait=3600', 30_000],
  ['wait=-1', 0],
  ['wait=soon', 0],
  ['waiting=5', 0],
])('Prefer: %s waits %i ms', async (prefer, wait) => {
  expect(await read({ prefer })).toMatchObject({ wait });
});

test('a credential is a bearer token', async () => {
  expect(await read({ authorization: 'bearer abc' })).toMatchObject({ bearer: 'abc' });
  expect(await read({ authorization: 'Bearer a b' })).not.toHaveProperty('bearer');
  expect(await read({})).not.toHaveProperty('bearer');
});
