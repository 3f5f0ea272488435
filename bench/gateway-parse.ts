/**
 * Durable registrations per second: the gateway against parse-server (Apache-2.0), the open push backend that keeps
 * devices in PostgreSQL too. Run on request: the peer has a lockfile of its own and is installed apart,
 * `npm ci --ignore-scripts --prefix bench/peers/parse-server`.
 *
 * One registration is one request with which a device and its owner are stored: with the gateway `POST
 * /v1/registrations` (wait=0), with parse-server `POST /parse/installations`, which looks for the installation by its id
 * and token and creates or updates it, as its client SDKs do. Both get the same devices, facts and people: every other
 * registration is a device's first contact, the rest gives one of 20,000 scattered devices another owner. 128 kept
 * connections; one PostgreSQL with a database for each (fsync on, shared_buffers 1 GB, max_wal_size 8 GB); gateway,
 * parse-server, load and PostgreSQL are processes of their own on one machine, rounds are interleaved. At the end the
 * tables must hold every device that was answered, once, with its last owner.
 *
 * In parse-server's favour: it does less. It keeps the token in the clear, has no ledger and no constraint that makes an
 * installation or a token unique, checks nobody's right to say whose a device is (application id only, no session), knows
 * the owner as a text column (a pointer to a `_User` and a session would cost it more look-ups), and has nothing to do
 * afterwards. The gateway checks its API key, seals the token, holds owner and token unique, writes the ledger, and its
 * reconciling with a Dynamics that never answers runs all the while.
 *
 * Settings: bench/peers/parse-server/settings.json, defaults otherwise. It is started with its own command and
 * NODE_ENV=production; indexes on installationId, deviceToken and userId, which one has to add; clients may create and
 * update installations, as its SDKs do; log level `error`, no log files; no push adapter, dashboard, GraphQL, LiveQuery
 * or Cloud Code; a pool of 10 connections, which is its default and the gateway's. Each is one process; its
 * documentation advises one for each core: PROCESSES.
 *
 * `node --conditions=journeys-push-source --import tsx bench/gateway-parse.ts [ROUNDS] [SECONDS] [PROCESSES]`
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ask, startChild } from './gateway-ingest/children.ts';
import type { Driven } from './gateway-ingest/drive.ts';
import { startPostgres } from './gateway-ingest/postgres.ts';
import type { Order, Owners } from './gateway-parse/load.ts';
import { isInstalled, startParseServer, version } from './gateway-parse/parse-server.ts';
import { countStored } from './gateway-parse/stored.ts';
import type { Peer } from './gateway-parse/wires.ts';

const [rounds = 3, seconds = 8, processes = 1] = process.argv.slice(2).map(Number);
const CONNECTIONS = 128;
const LEAST = 8;

if (!isInstalled()) {
  process.stderr.write(
    "parse-server is not installed: it is a benchmark's peer and comes with none of our packages. Install it with\n" +
      '  npm ci --ignore-scripts --prefix bench/peers/parse-server\n',
  );
  process.exit(1);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const fixed = (value: number, width: number) => value.toFixed(0).padStart(width);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Runs one statement on a database. */
async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const folder = await mkdtemp(join(tmpdir(), 'journeys-push-bench-'));
const postgres = await startPostgres(folder);
const ends: (() => unknown)[] = [];
async function close(): Promise<void> {
  for (const end of ends) await end();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => close().then(() => process.exit(1)));
try {
  await administer(postgres.url, 'create database parse');
  const parseUrl = new URL(postgres.url);
  parseUrl.pathname = '/parse';
  const parse = await startParseServer(parseUrl.href, { folder: tmpdir(), processes });
  ends.push(parse.stop);
  const keys = randomBytes(32).toString('base64');
  const server = startChild(new URL('gateway-ingest/server.ts', import.meta.url), [
    postgres.url,
    'ours',
    keys,
  ]);
  ends.push(() => server.kill());
  const [gateway] = (await once(server, 'message')) as [{ port: number; key: string }];
  const load = startChild(new URL('gateway-parse/load.ts', import.meta.url));
  ends.push(() => load.kill());

  const addresses: Record<Peer, { port: number; key: string }> = { gateway, 'parse-server': parse };
  const urls: Record<Peer, string> = { gateway: postgres.url, 'parse-server': parseUrl.href };
  const measure = async (to: Peer, what: Order['what'] = 'measure'): Promise<Driven> => {
    const { port, key } = addresses[to];
    const limit = what === 'fill' ? Number.MAX_SAFE_INTEGER : seconds;
    const order: Order = { to, port, key, what, connections: CONNECTIONS, seconds: limit };
    const measured = await ask<Driven>(load, order);
    if (measured.refused) throw new Error(`${to} refused ${measured.refused} of ${measured.requests}`);
    return measured;
  };
  for (const peer of ['gateway', 'parse-server'] as const) {
    await measure(peer, 'fill');
    await administer(urls[peer], 'analyze');
  }

  say(`parse-server ${version()}, processes: ${processes}; ${CONNECTIONS} connections, ${seconds} s each`);
  say('registrations/s         | p50 / p99 ms                | ratio');
  say('parse-server       ours | parse-server           ours | ours / parse-server');
  const seen: Record<'theirs' | 'ours' | 'ratio', number[]> = { theirs: [], ours: [], ratio: [] };
  for (let round = 0; round < rounds; round++) {
    const theirs = await measure('parse-server');
    const ours = await measure('gateway');
    const ratio = ours.perSecond / theirs.perSecond;
    seen.theirs.push(theirs.perSecond);
    seen.ours.push(ours.perSecond);
    seen.ratio.push(ratio);
    const times = [theirs.p50, theirs.p99, ours.p50, ours.p99].map((ms) => ms.toFixed(0).padStart(6));
    say(
      `${fixed(theirs.perSecond, 12)} ${fixed(ours.perSecond, 10)} | ${times.join(' ')} | ${ratio.toFixed(2)}${ratio >= LEAST ? '' : ' !'}`,
    );
  }
  say(
    `${fixed(median(seen.theirs), 12)} ${fixed(median(seen.ours), 10)} | median | ${median(seen.ratio).toFixed(2)}`,
  );
  for (const peer of ['parse-server', 'gateway'] as const) {
    const { owners } = await ask<{ owners: Owners }>(load, { owners: peer });
    say(`${peer}: ${await countStored(peer, urls[peer], owners)} devices stored, each with its last owner`);
  }
} finally {
  await close();
}
