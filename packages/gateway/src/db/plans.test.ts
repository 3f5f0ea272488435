import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { createTestClock } from '../../test/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { createDynamicsFake } from '../../test/dynamics-fake.ts';
import { ANNA, announceDevice, BERT, newToken, quick, send, shop } from '../../test/gateway.ts';
import { fillTables, type Planned, planningPool, readWhole } from '../../test/plans.ts';
import { createGateway, type Gateway } from '../gateway.ts';

/** What the gateway asks of tables that are large, by the plans that PostgreSQL carried out. */

/** So many that reading a table costs far more than finding what is looked for. */
const DEVICES = 50_000;
/** They grow with the devices. */
const LARGE = ['users', 'installations', 'bindings', 'registrations', 'ledger', 'interactions'];

let database: TestDatabase;
let gateway: Gateway;
let key: string;
let pool: Pool;
let plans: Planned[];
const dynamics = createDynamicsFake();
const clock = createTestClock();
beforeAll(async () => {
  database = await createTestDatabase();
  await fillTables(database.pool, DEVICES);
  ({ pool, plans } = planningPool(database.url));
  gateway = createGateway({
    apps: [shop],
    users: { unknown: 'retry' },
    limits: { address: false, installation: false, user: false, installationsPerUser: 1_000 },
    pool,
    log: pino({ level: 'silent' }),
    clock,
    fetch: dynamics.fetch,
    timing: quick,
  });
  await gateway.start();
  key = await newApiKey({ database, clock }, 'read', 'register', 'admin');
}, 300_000);
afterAll(async () => {
  await gateway?.close();
  await pool?.end();
  await database.drop();
});

/** What was read from one end to the other while this was done. */
async function readWholeDuring(work: () => Promise<void>): Promise<string[]> {
  plans.length = 0;
  await work();
  expect(plans.length).toBeGreaterThan(0);
  return plans.flatMap((one) =>
    readWhole(one)
      .filter((table) => LARGE.includes(table))
      .map((table) => `${table}: ${one.statement}`),
  );
}

const known = async (n: number) =>
  (await database.pool.query("select md5('installation ' || $1::text)::uuid as id", [n])).rows[0].id;
const ask = async (path: string) => {
  const answer = await send(gateway, `GET /v1/admin/${path}`, { credential: key });
  expect(answer.status).toBe(200);
  return answer.body;
};
const itemOf = (userId: string) => ({
  userId,
  info: {
    installationId: randomUUID(),
    platform: 'ios',
    appId: 'com.example.shop',
    apnsToken: newToken(),
    model: 'iPhone',
  },
});

test('a device’s requests, and all that the gateway does in Dynamics for them, read no large table as a whole', async () => {
  const work = async () => {
    const device = await announceDevice(gateway);
    expect((await device.bind(ANNA)).body.registration).toMatchObject({ state: 'registered' });
    await device.put();
    await device.put({ token: { value: newToken() } });
    await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
    expect((await device.bind(BERT)).body.registration).toMatchObject({ state: 'registered' });
    const open = {
      eventId: randomUUID(),
      kind: 'opened',
      trackingId: randomUUID(),
      occurredAt: new Date().toISOString(),
    };
    expect((await device.open([open])).status).toBe(202);
    await expect.poll(() => dynamics.events.length).toBeGreaterThan(0);
    expect((await device.unbind()).body.registration).toMatchObject({ state: 'removed' });
  };
  expect(await readWholeDuring(work)).toEqual([]);
});

test('a backend’s calls, single and in bulk, and its look-ups, read no large table as a whole', async () => {
  const register = (path: string, body: object) =>
    send(gateway, `POST /v1/registrations${path}`, { body, credential: key });
  const work = async () => {
    const one = itemOf(ANNA);
    expect((await register('', one)).status).toBe(202);
    const items = Array.from({ length: 200 }, () => itemOf(randomUUID()));
    expect((await register('/bulk', { items })).body).toMatchObject({ accepted: 200 });
    const ids = items.map(({ info }) => info.installationId);
    const held = async () =>
      (
        await database.pool.query(
          "select 1 from registrations where installation_id = any($1) and state = 'held'",
          [ids],
        )
      ).rowCount;
    await expect.poll(held, { timeout: 30_000 }).toBe(200);
    await send(gateway, `GET /v1/registrations/${ids[0]}`, { credential: key });
    // Not by the end of a token nor by a request of Dynamics: docs/decisions/0013-seldom-asked-needs-no-b-tree.md.
    for (const sought of [{ userId: ANNA }, { token: one.info.apnsToken }])
      expect((await register('/search', sought)).status).toBe(200);
  };
  expect(await readWholeDuring(work)).toEqual([]);
});

test('what an operator asks of the ledger reads no large table as a whole', async () => {
  const id = await known(7);
  const work = async () => {
    expect((await ask('recipients?userId=user-8')).items).not.toEqual([]);
    await ask(`recipients?userId=user-8&at=${new Date().toISOString()}`);
    expect((await ask(`installations/${id}/owners`)).items).not.toEqual([]);
    await ask(`installations/${id}`);
    expect((await ask(`ledger?installationId=${id}`)).items).toHaveLength(4);
    await ask('ledger?userId=user-8');
    await ask('users/user-8');
    await ask('installations?userId=user-8');
    expect((await send(gateway, 'DELETE /v1/admin/users/user-10', { credential: key })).status).toBe(202);
    for (const path of ['metrics', 'readyz'])
      expect((await gateway.operations.fetch(new Request(`http://gateway.test/${path}`))).status).toBe(200);
  };
  expect(await readWholeDuring(work)).toEqual([]);
});
