import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createTestClock } from '../../test/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { connect } from '../db/connect.ts';
import { createNotices } from './notices.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A gateway's ear and mouth. */
async function start(pool = database.pool) {
  const clock = createTestClock();
  const heard: string[][] = [];
  const log = pino({ level: 'silent' });
  let gaps = 0;
  const notices = createNotices({
    pool,
    clock,
    log,
    onNotice: (ids) => heard.push(ids),
    onGap: () => gaps++,
  });
  onTestFinished(() => notices.close());
  notices.start();
  await expect.poll(() => gaps).toBe(1);
  return { ...notices, heard, clock, gaps: () => gaps };
}

test('what one gateway changes the others hear, and it does not hear itself', async () => {
  const [one, two, three] = [await start(), await start(), await start()];
  const id = randomUUID();
  one.tell([id]);
  await expect.poll(() => [two.heard, three.heard]).toEqual([[[id]], [[id]]]);
  two.tell([id]);
  await expect.poll(() => one.heard).toEqual([[id]]);
});

test('it also hears by way of a pool whose password is given by itself', async () => {
  const { hostname: host, port, username: user, password, pathname } = new URL(database.url);
  const own = new pg.Pool({ host, port: Number(port), user, password, database: pathname.slice(1) });
  onTestFinished(() => own.end());
  await start(own);
});

test('a connection that nobody speaks on is looked after, so that its silent end is noticed', async () => {
  const kept = vi.spyOn(Socket.prototype, 'setKeepAlive');
  const { options } = connect(database.url, pino({ level: 'silent' }), 30_000);
  const own = new pg.Pool(options);
  onTestFinished(() => own.end());
  await own.query('select 1');
  await start(own);
  expect(kept.mock.calls).toEqual([
    [true, 10_000],
    [true, 10_000],
  ]);
});

test('many ids go in pieces that fit, each once', async () => {
  const [one, two] = [await start(), await start()];
  const ids = Array.from({ length: 1_000 }, () => randomUUID());
  one.tell(ids.slice(0, 600));
  one.tell(ids.slice(400));
  await expect.poll(() => two.heard.flat().sort()).toEqual([...ids].sort());
  expect(two.heard.length).toBe(5);
});

test('a connection that breaks is made anew, and those who wait look for what they missed', async () => {
  const [one, two] = [await start(), await start()];
  const kill =
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like '%listens'";
  await database.pool.query(kill);
  await expect
    .poll(() => {
      two.clock.skip(30_000);
      return two.gaps();
    })
    .toBeGreaterThan(1);
  const id = randomUUID();
  one.tell([id]);
  await expect.poll(() => two.heard.flat()).toContain(id);
});

test('a database that is gone fails nobody', async () => {
  const notices = createNotices({
    pool: {
      options: { host: '127.0.0.1', port: 1 },
      query: () => Promise.reject(new Error('gone')),
    } as never,
    clock: createTestClock(),
    log: pino({ level: 'silent' }),
    onNotice: () => undefined,
    onGap: () => undefined,
  });
  notices.start();
  notices.tell([randomUUID()]);
  await notices.close();
});
