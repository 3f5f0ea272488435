import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../packages/gateway/src/db/embedded.ts';

/** As on a machine of its own (facts: performance.md). Durability stays at its defaults. */
const SETTINGS = { shared_buffers: '1GB', max_wal_size: '8GB', wal_compression: 'on' };

export interface BenchServer {
  create(): Promise<{ url: string; drop(): Promise<void> }>;
  stop(): Promise<void>;
}

/** A PostgreSQL for benchmarks: DATABASE_URL's, or one of our own with the settings above. */
export async function startDatabase(): Promise<BenchServer> {
  const given = process.env.DATABASE_URL;
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startOwn();
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  return {
    stop,
    async create() {
      const name = `bench_${randomUUID().replaceAll('-', '')}`;
      await administer(`create database ${name}`);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return { url: own.href, drop: () => administer(`drop database ${name} with (force)`) };
    },
  };
}

async function startOwn(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'journeys-push-bench-'));
  const first = await startEmbeddedPostgres({ dataDir });
  const client = new pg.Client({ connectionString: first.url });
  await client.connect();
  for (const [name, value] of Object.entries(SETTINGS)) {
    await client.query(`alter system set ${name} = '${value}'`);
  }
  await client.end();
  await first.stop();
  const { url, stop } = await startEmbeddedPostgres({ dataDir });
  return {
    url,
    async stop() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
