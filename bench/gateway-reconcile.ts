/**
 * How fast the gateway makes Dynamics equal to what is wanted: registrations that wait in the database are registered
 * in batches, asked about until there is a verdict, and written down, ledger included. Dynamics is a stub in a process
 * of its own that gives its verdict after 1 to 20 s; the gateway is a process of its own, its log written to nowhere.
 *
 * `node --conditions=journeys-push-source --import tsx bench/gateway-reconcile.ts [ROUNDS] [REGISTRATIONS] [BACKLOG]`
 *
 * A line for each round: registrations settled per second from the first call to the last verdict (which takes up to
 * 20 s by itself), the same while registering and asking overlap (from the first verdict to the last registration
 * sent), HTTP calls per 1,000 registrations, and the gateway's largest resident memory. With BACKLOG a last round has so
 * many registrations waiting and is stopped after 30 s: its memory is what counts. `DATABASE_URL` names a PostgreSQL
 * that may make databases; else one of the gateway's own is started.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Counts, startChild } from './gateway-reconcile/child.ts';
import { startDatabase } from './gateway-reconcile/database.ts';
import { preload } from './gateway-reconcile/preload.ts';

const [rounds, registrations, backlog] = [5, 300_000, 0].map((usual, index) =>
  Number(process.argv[index + 2] ?? usual),
) as [number, number, number];

interface Round {
  count: number;
  /** Stop then, finished or not. */
  forMs: number;
}

const server = await startDatabase();
const stub = await startChild('stub', {});
try {
  for (let round = 1; round <= rounds; round++) {
    await run(`round ${round}`, { count: registrations, forMs: Number.POSITIVE_INFINITY });
  }
  if (backlog > 0) await run('backlog', { count: backlog, forMs: 30_000 });
} finally {
  await stub.end();
  await server.stop();
}

async function run(name: string, { count, forMs }: Round): Promise<void> {
  const database = await server.create();
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  await preload(pool, count);
  await stub.ask('reset');
  const start = performance.now();
  const gateway = await startChild('gateway', { databaseUrl: database.url, endpoint: stub.url });
  const ready = performance.now();
  let counts: Counts = await stub.ask('counts');
  const seen = { firstVerdict: 0, verdictsThen: 0, lastSent: 0, verdictsAtLastSent: 0 };
  while (counts.verdicts < count && performance.now() - ready < forMs) {
    await sleep(100);
    counts = await stub.ask('counts');
    if (!seen.firstVerdict && counts.verdicts > 0)
      Object.assign(seen, { firstVerdict: performance.now(), verdictsThen: counts.verdicts });
    if (!seen.lastSent && counts.registered >= count)
      Object.assign(seen, { lastSent: performance.now(), verdictsAtLastSent: counts.verdicts });
  }
  const end = performance.now();
  const { rssMb, cpuMs } = await gateway.ask('memory');
  await gateway.end();
  const { rows } = await pool.query(
    "select count(*)::integer as held from registrations where state = 'held'",
  );
  await pool.end();
  await database.drop();
  const overlap =
    ((seen.verdictsAtLastSent - seen.verdictsThen) / (seen.lastSent - seen.firstVerdict)) * 1_000;
  const line = {
    settled: rows[0].held,
    perSecond: Math.round((counts.verdicts / (end - ready)) * 1_000),
    perSecondOverlapping:
      Number.isFinite(overlap) && seen.lastSent > seen.firstVerdict ? Math.round(overlap) : undefined,
    sentPerSecond: seen.lastSent ? Math.round((count / (seen.lastSent - ready)) * 1_000) : undefined,
    callsPer1000: Number(((counts.calls / Math.max(1, counts.registered)) * 1_000).toFixed(1)),
    rssMb: Math.round(rssMb),
    cpuMsPer1000: Math.round((cpuMs / Math.max(1, counts.verdicts)) * 1_000),
    startMs: Math.round(ready - start),
  };
  process.stdout.write(`${name}: ${JSON.stringify(line)}\n`);
}
