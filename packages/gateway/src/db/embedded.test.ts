import pg from 'pg';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/folder.ts';
import { runProgram } from '../../test/process.ts';
import { startEmbeddedPostgres } from './embedded.ts';

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

test('what was written survives a stop, and SIGKILL, and a restart at once', async () => {
  const dataDir = await temporaryFolder();
  const first = await startEmbeddedPostgres({ dataDir });
  await ask(first.url, 'create table notes as select 1 as one');
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir });
  await ask(second.url, 'insert into notes values (2)');
  process.kill(second.pid, 'SIGKILL');
  const third = await startEmbeddedPostgres({ dataDir });
  expect(await ask(third.url, 'select * from notes')).toEqual([{ one: 1 }, { one: 2 }]);
  expect(
    await ask(
      third.url,
      "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit') order by 1",
    ),
  ).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'synchronous_commit', setting: 'on' },
  ]);
  await third.stop();
});

test('a data folder that another server uses, and a taken port, are said clearly', async () => {
  const dataDir = await temporaryFolder();
  const server = await startEmbeddedPostgres({ dataDir });
  const port = Number(new URL(server.url).port);
  await expect(startEmbeddedPostgres({ dataDir: await temporaryFolder(), port })).rejects.toMatchObject({
    code: 'port-taken',
  });
  await expect(startEmbeddedPostgres({ dataDir, patienceMs: 0 })).rejects.toMatchObject({
    code: 'data-folder-in-use',
  });
  await server.stop();
});

test('the server ends with the process that started it, however that ends', async () => {
  const { child, line } = runProgram('test/embedded-child.ts', [await temporaryFolder()]);
  const pid = Number(await line(() => true));
  child.kill('SIGKILL');
  await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
