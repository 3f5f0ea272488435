import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server that may make databases. */
    postgresUrl: string;
    /** A migrated database to copy. */
    postgresTemplate: string;
  }
}

/**
 * Vitest's global set-up: one real PostgreSQL for the run, TEST_DATABASE_URL's or an embedded one, and one migrated
 * template that every test file copies.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serverForTests();
  const template = `template_${process.pid}`;
  await administer(server.url, `create database ${template}`);
  const pool = new pg.Pool({ connectionString: withDatabase(server.url, template), max: 1 });
  await migrate(pool);
  await pool.end();
  project.provide('postgresUrl', server.url);
  project.provide('postgresTemplate', template);
  return async () => {
    await administer(server.url, `drop database ${template}`);
    await server.stop();
  };
}

async function serverForTests(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), 'journeys-push-test-'));
  const server = await startEmbeddedPostgres({ dataDir });
  // It ends with the run: nothing needs to reach the disk.
  for (const name of ['fsync', 'full_page_writes'])
    await administer(server.url, `alter system set ${name} = off`);
  await administer(server.url, 'select pg_reload_conf()');
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on the server's own database. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
