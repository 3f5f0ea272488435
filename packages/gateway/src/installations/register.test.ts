import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStillClock } from '../../test/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { ANNA, BERT, newToken, shop } from '../../test/gateway.ts';
import { parseConfig } from '../config.ts';
import { defaultTiming } from '../timing.ts';
import { developmentKey } from '../vault/keys.ts';
import { createVault } from '../vault/vault.ts';
import { createReader } from './reader.ts';
import { createRegister, type RegisterItem } from './register.ts';
import { createWriter } from './writer.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const clock = createStillClock();
const request = { traceId: '0af7651916cd43dd8448eb211c80319c', proof: 'api-key' as const };

function start() {
  const { pool } = database;
  const vault = createVault([developmentKey]);
  vault.unlock(Buffer.alloc(32));
  const { apps } = parseConfig({ apps: [shop] });
  const reader = createReader(pool);
  const sizes: number[] = [];
  const onBatch = (size: number) => sizes.push(size);
  const writer = createWriter({ pool, clock, timing: defaultTiming, wake: () => undefined, onBatch });
  return { register: createRegister({ apps, vault, clock, reader, writer }), sizes };
}

const itemOf = (change: Partial<RegisterItem> = {}): RegisterItem => ({
  installationId: randomUUID(),
  platform: 'ios',
  appId: 'com.example.shop',
  facts: { model: 'iPhone' },
  token: { value: newToken() },
  notificationsEnabled: true,
  userId: ANNA,
  dynamicsUserId: ANNA,
  force: false,
  ...change,
});

async function ownerOf(installationId: string) {
  const { rows } = await database.pool.query(
    `select u.user_id as owner, b.proof, i.credential_hash as credential, i.token_hash is not null as has_token
     from installations i join bindings b on b.installation_id = i.id left join users u on u.key = b.user_key
     where i.id = $1`,
    [installationId],
  );
  return rows[0];
}

const causes = async (id: string) =>
  (
    await database.pool.query('select cause from ledger where installation_id = $1 order by seq', [id])
  ).rows.map(({ cause }) => cause);

test('a backend makes an installation without a credential, bound and proved by its key', async () => {
  const { register } = start();
  const item = itemOf();
  expect(await register([item], request)).toEqual([
    { kind: 'accepted', view: { state: 'queued', userId: ANNA, since: new Date(clock.now()).toISOString() } },
  ]);
  expect(await ownerOf(item.installationId)).toEqual({
    owner: ANNA,
    proof: 'api-key',
    credential: null,
    has_token: true,
  });
  expect(await causes(item.installationId)).toEqual(['installed', 'token-changed', 'bound']);
});

test('a thousand devices in one call are written in few batches, each once', async () => {
  const { register, sizes } = start();
  const items = Array.from({ length: 1_000 }, () => itemOf());
  const outcomes = await register(items, request);
  expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
  expect(sizes.length).toBeLessThanOrEqual(10);
  const ids = items.map(({ installationId }) => installationId);
  const { rows } = await database.pool.query(
    "select count(*)::int from ledger where installation_id = any($1) and cause = 'bound'",
    [ids],
  );
  expect(rows).toEqual([{ count: 1_000 }]);
});

test('of two items about one installation the later one holds', async () => {
  const { register } = start();
  const item = itemOf();
  await register([item, { ...item, userId: BERT, dynamicsUserId: BERT }], request);
  expect(await ownerOf(item.installationId)).toMatchObject({ owner: BERT });
  expect((await causes(item.installationId)).filter((cause) => cause === 'bound')).toHaveLength(2);
});

test('an item that is refused takes no other with it', async () => {
  const { register } = start();
  const token = { value: newToken() };
  const [good, clone, foreign] = [itemOf({ token }), itemOf({ token }), itemOf({ appId: 'com.other' })];
  expect(await register([good, clone, foreign], request)).toEqual([
    expect.objectContaining({ kind: 'accepted' }),
    { kind: 'refused', code: 'token-in-use' },
    { kind: 'refused', code: 'app-unknown', detail: 'No app is configured for ios com.other.' },
  ]);
  expect(await ownerOf(clone.installationId)).toBeUndefined();
  expect(await causes(clone.installationId)).toEqual(['token-refused']);
});

test('with force a token moves at once, else when its holder was not seen for a day', async () => {
  const { register } = start();
  const token = { value: newToken() };
  const [holder, forced, patient] = [itemOf({ token }), itemOf({ token, force: true }), itemOf({ token })];
  await register([holder], request);
  expect(await register([forced], request)).toEqual([expect.objectContaining({ kind: 'accepted' })]);
  expect(await ownerOf(holder.installationId)).toMatchObject({ has_token: false });
  expect(await causes(holder.installationId)).toContain('token-lost');
  expect(await register([patient], request)).toEqual([{ kind: 'refused', code: 'token-in-use' }]);
  clock.move(clock.now() + 25 * 3_600_000);
  expect(await register([patient], request)).toEqual([expect.objectContaining({ kind: 'accepted' })]);
});

test('what is said again leaves no second line in the ledger', async () => {
  const { register } = start();
  const item = itemOf();
  await register([item], request);
  await register([item], request);
  expect(await causes(item.installationId)).toEqual(['installed', 'token-changed', 'bound']);
});

test('a row that the database refuses does not harm its neighbours', async () => {
  const { register } = start();
  const items = [itemOf(), itemOf({ dynamicsUserId: 'x\u0000' }), itemOf()];
  const outcomes = await register(items, request);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'refused', 'accepted']);
  expect(outcomes[1]).toEqual({ kind: 'refused', code: 'internal' });
});

test('whatever is registered side by side, each device belongs to whom it was last accepted for', async () => {
  const devices = Array.from({ length: 6 }, () => itemOf());
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: 5 }), fc.constantFrom(ANNA, BERT)), { minLength: 1, maxLength: 30 }),
      async (turns) => {
        const { register } = start();
        const items = turns.map(([device, userId]) => {
          return { ...(devices[device] as RegisterItem), userId, dynamicsUserId: userId };
        });
        await Promise.all(items.map((item) => register([item], request)));
        for (const item of new Map(items.map((one) => [one.installationId, one])).values()) {
          expect(await ownerOf(item.installationId)).toMatchObject({ owner: item.userId });
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('a registration that Dynamics holds is left alone when it is asked for again, until it is due for renewal', async () => {
  const { register } = start();
  const { pool } = database;
  const item = itemOf();
  await register([item], request);
  await pool.query(
    `insert into registrations (app, dynamics_user, token_hash, dynamics_user_id, user_key, platform, token_sealed,
       installation_id, state, unanswered, resent, attempts, polls, since, confirmed_at, trace_id)
     select 'shop', $2::uuid, i.token_hash, $2, b.user_key, 'ios', i.token_sealed, i.id, 'held', false, false, 0, 0,
       $3, $3, '' from installations i join bindings b on b.installation_id = i.id where i.id = $1`,
    [item.installationId, ANNA, new Date(clock.now())],
  );
  await pool.query('update bindings set due_at = null where installation_id = $1', [item.installationId]);
  const isDue = async () => {
    const { rows } = await pool.query('select due_at from bindings where installation_id = $1', [
      item.installationId,
    ]);
    return rows[0].due_at !== null;
  };
  expect(await register([item], request)).toEqual([{ kind: 'accepted' }]);
  expect(await isDue()).toBe(false);
  clock.move(clock.now() + defaultTiming.renewAfterMs + 1);
  await register([item], request);
  expect(await isDue()).toBe(true);
});
