import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../packages/gateway/src/db/embedded.ts';

/** A real PostgreSQL with the settings of docs/facts/performance.md; durability as PostgreSQL ships it. */
export async function startPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const first = await startEmbeddedPostgres({ dataDir });
  const client = new pg.Client({ connectionString: first.url });
  await client.connect();
  for (const setting of ["shared_buffers = '1GB'", "max_wal_size = '8GB'"]) {
    await client.query(`alter system set ${setting}`);
  }
  await client.end();
  await first.stop();
  return startEmbeddedPostgres({ dataDir });
}
