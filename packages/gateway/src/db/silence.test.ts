import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { createTestDatabase } from '../../test/database.ts';
import { ANNA, announceDevice, quick, send, startTestGateway } from '../../test/gateway.ts';
import { openSilentWay } from '../../test/silent-way.ts';
import { connect } from './connect.ts';
import { migrate, underLock } from './migrate.ts';

/** All that a pool may open. */
const CONNECTIONS = 10;

test('connections that fall silent without an end are given up, and the gateway works on over new ones', async () => {
  const gateway = await startTestGateway();
  onTestFinished(gateway.end);
  const { pool } = gateway.database;
  await gateway.close();
  const way = await openSilentWay(gateway.database.url);
  const behind = await gateway.sibling({
    databaseUrl: way.url,
    // Workers that look by themselves would take connections.
    timing: { ...quick, sweepMs: 600_000, queryTimeoutMs: 2_000 },
  });
  const credential = await newApiKey(gateway, 'read');
  const list = async () => (await send(behind, 'GET /v1/admin/installations', { credential })).status;
  const listOnAll = () => Promise.all(Array.from({ length: CONNECTIONS }, list));
  const open = async () => {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and application_name = 'journeys-push-gateway'`,
    );
    return rowCount;
  };
  const opened = async () => {
    await listOnAll();
    return open();
  };
  await expect.poll(opened).toBe(CONNECTIONS);

  way.fallSilent();
  expect(new Set(await listOnAll())).toEqual(new Set([503]));
  await expect.poll(async () => (await send(behind, 'GET /readyz')).status).toBe(200);
  const device = await announceDevice(behind);
  expect(await device.bind(ANNA)).toMatchObject({ body: { registration: { state: 'registered' } } });
});

const log = pino({ level: 'silent' });

test('PostgreSQL gives a query up, too, that waits for a lock', async () => {
  const database = await createTestDatabase();
  const pool = connect(database.url, log, 2_000);
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const waiting = async () => {
    const { rowCount } = await database.pool.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rowCount;
  };
  const holder = await database.pool.connect();
  onTestFinished(() => holder.release(true));
  await holder.query('begin; create table busy (); commit; begin; lock table busy');
  const given = expect(pool.query('select from busy')).rejects.toThrow('timeout');
  await expect.poll(waiting).toBe(1);
  await given;
  await expect.poll(waiting).toBe(0);
});

test('who waits until another gateway has migrated waits longer than for other queries', async () => {
  const database = await createTestDatabase();
  const pool = connect(database.url, log, 2_000);
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const advisory = async () => {
    const { rows } = await database.pool.query(
      "select granted from pg_locks l join pg_database d on d.oid = l.database where locktype = 'advisory' and datname = current_database()",
    );
    return rows.map(({ granted }) => granted).sort();
  };
  let done = () => {};
  const other = underLock(database.pool, () => new Promise((resolve) => (done = resolve)));
  await expect.poll(advisory).toEqual([true]);
  const migrating = migrate(pool);
  await expect.poll(advisory).toEqual([false, true]);
  await expect(pool.query('select pg_sleep(60)')).rejects.toThrow('timeout');
  done();
  await other;
  await migrating;
});

test('an export may take longer than other queries, and leaves no timer behind when it is cut', async () => {
  const gateway = await startTestGateway();
  const pool = connect(gateway.database.url, log, 2_000);
  onTestFinished(async () => {
    await gateway.end();
    await pool.end();
  });
  await gateway.database.pool.query(
    `insert into ledger (at, installation_id, app, cause, trace_id)
     select now(), gen_random_uuid(), 'shop', 'bound', '' from generate_series(1, 5000)`,
  );
  const behind = await gateway.sibling({ pool });
  const authorization = `Bearer ${await newApiKey(gateway, 'read')}`;
  const url = 'http://gateway.test/v1/admin/exports/ledger';
  const open = async () => (await behind.fetch(new Request(url, { headers: { authorization } }))).body;

  const [set, cleared] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')];
  const whole = await open();
  await expect(pool.query('select pg_sleep(60)')).rejects.toThrow('timeout');
  expect((await new Response(whole).text()).trimEnd().split('\n')).toHaveLength(5_000);
  await (await open())?.cancel();
  const timers = set.mock.results.filter((_, at) => Number(set.mock.calls[at]?.[1]) > 2 ** 30);
  expect(timers).toHaveLength(2);
  for (const { value } of timers) expect(cleared).toHaveBeenCalledWith(value);
});
