import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { administer, withDatabase } from '../postgres.ts';
import { startWatchedDynamics } from './dynamics.ts';
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
  const phones: Phone[] = [];
  const mayOwn = (token: string, user: string) =>
    phones.some(
      ({ tokens, owners }) =>
        tokens.has(token) && owners.some((one) => one.user === user && Date.now() < one.until + LATE_MS),
    );
  const dynamics = await startWatchedDynamics(seeded(seed + 1), mayOwn);
  const database = `crash_${seed}_${process.pid}`;
  await administer(postgres.url() ?? '', `create database ${database}`);
  const databaseUrl = withDatabase(postgres.url() ?? '', database);
  const start = () => startMortalGateway(nursery, { databaseUrl, publicEndpoint: dynamics.url });
  const gateways = [await start(), await start()];
  const either = () => gateways[Math.floor(random() * 2)]?.url();
  phones.push(
    ...Array.from({ length: count }, (_, index) => createPhone(either, seeded(seed * 1_000 + index))),
  );
  const end = Date.now() + forMs;
  const isOver = () => Date.now() > end;
  const talking = phones.map((phone) => phone.live(isOver));
  const kills = await killAtRandom({ gateways, postgres, random, isOver });
  await Promise.all(talking);
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
    ...{ seed, kills, restMs },
    acknowledged: phones.reduce((sum, phone) => sum + phone.acknowledged, 0),
    registered: dynamics.fake.held().length,
    told: opens().size,
    wrongs: [...gateways.flatMap(({ faints }) => faints), ...dynamics.violations, ...wrongs],
  };
}

interface Killing {
  gateways: Mortal[];
  postgres: Mortal;
  random: () => number;
  isOver: () => boolean;
}

async function killAtRandom({ gateways, postgres, random, isOver }: Killing): Promise<CrashResult['kills']> {
  const kills = { gateway: 0, postgres: 0 };
  const deaths: Promise<void>[] = [];
  const dying = new Set<Mortal>();
  const kill = (victim: Mortal) => {
    if (dying.has(victim)) return false;
    dying.add(victim);
    deaths.push(victim.die().finally(() => dying.delete(victim)));
    return true;
  };
  while (!isOver()) {
    await sleep(200 + random() * 1_200);
    const dice = random();
    const [first, second] = gateways;
    if (dice < 0.2 && kill(postgres)) kills.postgres += 1;
    if (dice >= 0.2 && dice < 0.6 && first && kill(first)) kills.gateway += 1;
    if (dice >= 0.5 && second && kill(second)) kills.gateway += 1;
  }
  await Promise.all(deaths);
  return kills;
}

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
