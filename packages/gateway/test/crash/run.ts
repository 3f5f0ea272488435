import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { administer, withDatabase } from '../postgres.ts';
import { startWatchedDynamics } from './dynamics.ts';
import { createKiller } from './killer.ts';
import { createPhone, type Phone } from './phones.ts';
import { type Mortal, type Nursery, startMortalGateway } from './processes.ts';
import { differences } from './truth.ts';

export interface CrashRun {
  seed: number;
  /** How long the phones talk, in milliseconds. */
  forMs: number;
  phones: number;
  postgres: Mortal;
  nursery: Nursery;
}

export interface CrashResult {
  seed: number;
  kills: { gateway: number; postgres: number };
  acknowledged: number;
  registered: number;
  /** Opens that Dynamics was told. */
  told: number;
  /** How long it took to be at rest after the last kill, in milliseconds. */
  restMs: number;
  /** Empty: nothing acknowledged is lost, nobody was registered wrongly, and Dynamics equals the ledger. */
  wrongs: string[];
}

/** Each phone says so many things at least, on average, however slow the machine is; but no longer than this. */
const WORDS = 10;
const MOST_MS = 60_000;

/** A commit takes its time, so that an answer that comes before it is found out. */
const SLOW_COMMITS = '?options=-c%20commit_delay%3D50000%20-c%20commit_siblings%3D0';

/** How long everything may take to be at rest. */
const PATIENCE_MS = 90_000;

/** How long after somebody else was acknowledged a call for the last owner may still leave: the lease of its round. */
const LATE_MS = 3_500;

/**
 * Two gateway processes on one database, phones that talk to both, and SIGKILL at random moments: a gateway, the other
 * one, PostgreSQL. Then everything comes to rest and is compared.
 */
export async function crashRun({
  seed,
  forMs,
  phones: count,
  postgres,
  nursery,
}: CrashRun): Promise<CrashResult> {
  const random = seeded(seed);
  let end = Number.POSITIVE_INFINITY;
  const phones: Phone[] = [];
  const isOver = () =>
    Date.now() > end && (saidBy(phones) >= WORDS * phones.length || Date.now() > end + MOST_MS);
  const mayOwn = (token: string, user: string) =>
    phones.some(
      ({ tokens, owners }) =>
        tokens.has(token) && owners.some((one) => one.user === user && Date.now() < one.until + LATE_MS),
    );
  const dynamics = await startWatchedDynamics(seeded(seed + 1), mayOwn);
  const database = `crash_${seed}_${process.pid}`;
  await administer(postgres.url() ?? '', `create database ${database}`);
  const databaseUrl = withDatabase(postgres.url() ?? '', database);
  const job = { databaseUrl: databaseUrl + SLOW_COMMITS, publicEndpoint: dynamics.url };
  const start = () => startMortalGateway(nursery, job);
  const gateways = [await start(), await start()];
  const either = () => gateways[Math.floor(random() * 2)]?.url();
  const killer = createKiller({ gateways, postgres, random: seeded(seed + 2), isOver });
  phones.push(
    ...Array.from({ length: count }, (_, index) =>
      createPhone({ url: either, answered: killer.strike }, seeded(seed * 1_000 + index)),
    ),
  );
  end = Date.now() + forMs;
  const talking = phones.map((phone) => phone.live(isOver));
  await killer.rage();
  await Promise.all(talking);
  await killer.end();
  dynamics.calm();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on('error', () => undefined);
  const restFrom = Date.now();
  const opens = () => new Set(dynamics.fake.events.map(({ TrackingId }) => TrackingId));
  const compare = () => differences({ pool, phones, held: dynamics.fake.held(), opens: opens() });
  let wrongs = await compare();
  while (wrongs.length > 0 && Date.now() - restFrom < PATIENCE_MS) {
    await sleep(200);
    wrongs = await compare();
  }
  const restMs = Date.now() - restFrom;
  await Promise.all(gateways.map((gateway) => gateway.end()));
  await pool.end();
  await administer(postgres.url() ?? '', `drop database ${database} with (force)`);
  await dynamics.end();
  return {
    ...{ seed, restMs, kills: killer.kills },
    acknowledged: saidBy(phones),
    registered: dynamics.fake.held().length,
    told: opens().size,
    wrongs: [...gateways.flatMap(({ faints }) => faints), ...dynamics.violations, ...wrongs],
  };
}

const saidBy = (phones: Phone[]): number => phones.reduce((sum, { acknowledged }) => sum + acknowledged, 0);

/** mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
