/**
 * Durable registrations per second through the gateway's server routes (wait=0), against the same rows, checks and
 * ledger with one transaction for each request, and against what PostgreSQL does at most with the same SQL call.
 *
 * Every other registration is a device's first contact, the rest gives one of 20,000 scattered devices another owner.
 * Gateway, load and PostgreSQL (fsync on, shared_buffers 1 GB, max_wal_size 8 GB) are processes of their own on one
 * machine. Rounds are interleaved; a ratio counts only if it holds in each.
 *
 * `node --conditions=journeys-push-source --import tsx bench/gateway-ingest.ts [ROUNDS] [SECONDS]`. It wants pgbench
 * (`PGBENCH`, default /usr/lib/postgresql/15/bin/pgbench).
 */
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, startChild } from './gateway-ingest/children.ts';
import type { Measured, Order } from './gateway-ingest/load.ts';
import { pgbench } from './gateway-ingest/pgbench.ts';
import { startPostgres } from './gateway-ingest/postgres.ts';

const [rounds = 3, seconds = 8] = process.argv.slice(2).map(Number);
const CONNECTIONS = 128;
const LIMIT = { baseline: 4, single: 0.8, bulk: 0.5, p99: 1.5, rss: 300 };

const child = (file: string, args: string[] = []): ChildProcess =>
  startChild(new URL(`./gateway-ingest/${file}`, import.meta.url), args);

const say = (line: string) => process.stdout.write(`${line}\n`);
const fixed = (value: number, digits = 0) => value.toFixed(digits).padStart(8);
const ratio = (value: number, isGood: boolean) => `${value.toFixed(2)}${isGood ? '' : ' !'}`.padStart(8);

const folder = await mkdtemp(join(tmpdir(), 'journeys-push-bench-'));
const postgres = await startPostgres(folder);
const children: ChildProcess[] = [];
try {
  const keys = randomBytes(32).toString('base64');
  const gateway = async (kind: 'ours' | 'baseline', fill = '') => {
    const server = child('server.ts', [postgres.url, kind, keys, fill]);
    children.push(server);
    const [{ port, key }] = (await once(server, 'message')) as [{ port: number; key: string }];
    return { server, port, key };
  };
  const ours = await gateway('ours', 'fill');
  const baseline = await gateway('baseline');
  const load = child('load.ts');
  children.push(load);
  let fresh = 0;
  const measure = async ({ port, key }: { port: number; key: string }, bulk = 1): Promise<Measured> => {
    const connections = bulk === 1 ? CONNECTIONS : 4;
    const order: Order = { port, key, connections, seconds, bulk, fresh };
    const measured = await ask<Measured>(load, order);
    if (measured.refused) throw new Error(`${measured.refused} were refused`);
    fresh = measured.fresh;
    return measured;
  };
  const limits = (kind: 'single' | 'batch', clients: number) =>
    pgbench({ folder, url: postgres.url }, { kind, clients, seconds });

  say('registrations/s                                          | p50 / p99 ms           | ratios');
  say(
    'baseline     ours     bulk  single32  batch1 | baseline         ours | /baseline /single bulk/batch p99/p50  MB',
  );
  for (let round = 0; round < rounds; round++) {
    const slow = await measure(baseline);
    const fast = await measure(ours);
    const bulk = await measure(ours, 1_000);
    const single = await limits('single', 32);
    const batch = await limits('batch', 1);
    const { rss } = await ask<{ rss: number }>(ours.server, {});
    const mb = rss / 2 ** 20;
    say(
      [
        fixed(slow.perSecond),
        fixed(fast.perSecond),
        fixed(bulk.perSecond),
        fixed(single),
        fixed(batch),
        ' |',
        ...[slow.p50, slow.p99, fast.p50, fast.p99].map((ms) => ms.toFixed(0).padStart(5)),
        ' |',
        ratio(fast.perSecond / slow.perSecond, fast.perSecond / slow.perSecond >= LIMIT.baseline),
        ratio(fast.perSecond / single, fast.perSecond / single >= LIMIT.single),
        ratio(bulk.perSecond / batch, bulk.perSecond / batch >= LIMIT.bulk),
        ratio(fast.p99 / slow.p50, fast.p99 / slow.p50 <= LIMIT.p99),
        ratio(mb, mb <= LIMIT.rss),
      ].join(' '),
    );
  }
} finally {
  for (const one of children) one.kill();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
