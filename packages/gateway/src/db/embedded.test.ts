import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../test/process.ts';
import { startEmbeddedPostgres } from './embedded.ts';

/** One folder for all tests: making a database is the slow part. */
let dataDir: string;
/** However long a predecessor that was killed takes to end. */
let patiently: { dataDir: string; patienceMs: number };
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'journeys-push-embedded-'));
  patiently = { dataDir, patienceMs: 30_000 };
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

test('what was written survives a stop, and SIGKILL, and a restart at once', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await ask(first.url, 'create table notes as select 1 as one');
  await first.stop();
  const second = await startEmbeddedPostgres(patiently);
  await ask(second.url, 'insert into notes values (2)');
  process.kill(second.pid, 'SIGKILL');
  const third = await startEmbeddedPostgres(patiently);
  expect(await ask(third.url, 'select * from notes')).toEqual([{ one: 1 }, { one: 2 }]);
  const durable =
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit') order by 1";
  expect(await ask(third.url, durable)).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'synchronous_commit', setting: 'on' },
  ]);
  await third.stop();
});

test('a data folder that another server uses is said clearly', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  await expect(startEmbeddedPostgres({ dataDir, patienceMs: 0 })).rejects.toMatchObject({
    code: 'data-folder-in-use',
  });
  await server.stop();
});

test('so is a taken port', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  await expect(startEmbeddedPostgres({ dataDir, port })).rejects.toMatchObject({ code: 'port-taken' });
  other.close();
});

test('the server ends with the process that started it, however that ends, and the folder is free again', async () => {
  const { child, line } = runProgram(new URL('../../test/embedded-child.ts', import.meta.url), [dataDir]);
  const pid = Number(await line(() => true));
  child.kill('SIGKILL');
  const server = await startEmbeddedPostgres(patiently);
  await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false);
  await server.stop();
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
