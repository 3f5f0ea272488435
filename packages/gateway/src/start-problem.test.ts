import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { temporaryFolder } from '../test/folder.ts';
import { shop } from '../test/gateway.ts';
import { runProgram } from '../test/process.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function start(env: Record<string, string>): Promise<{ code: number | null; stderr: string }> {
  const file = join(await temporaryFolder(), 'gateway.json');
  await writeFile(file, JSON.stringify({ apps: [shop] }));
  const index = new URL('./index.ts', import.meta.url);
  return runProgram(index, [], { JOURNEYS_PUSH_CONFIG: file, PORT: '0', ...env }).ended;
}

/** The test's database, with another part of its URL. */
function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

test('a database that is not there is told without a stack, with what to do', async () => {
  const url = changed((one) => {
    // A port on which nobody listens.
    one.port = '1';
  });
  const { code, stderr } = await start({ DATABASE_URL: url });
  expect(code).toBe(1);
  expect(stderr).toContain('The gateway cannot start: ');
  expect(stderr).toContain('Is PostgreSQL running, and DATABASE_URL right?');
  expect(stderr).not.toContain('    at ');
  const missing = changed((one) => {
    one.pathname = '/nowhere';
  });
  expect((await start({ DATABASE_URL: missing })).stderr).toBe(
    'The gateway cannot start: database "nowhere" does not exist.\nMake the database, or name another in DATABASE_URL.\n',
  );
});

test('a port that is taken is told without a stack', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, stderr } = await start({ DATABASE_URL: database.url, PORT: String(port) });
  taken.close();
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^The gateway cannot start: .*EADDRINUSE.*\n.*set PORT or OPERATIONS_PORT to a free one\.\n$/,
  );
});

test('a password that is no part of a URL is a mistake, and is not shown', async () => {
  const { code, stderr } = await start({ DATABASE_URL: 'postgresql://shop:pa#ss@db.example/push' });
  expect(code).toBe(2);
  expect(stderr).toContain('DATABASE_URL: no URL: in user and password, write %23 for #');
  expect(stderr).not.toContain('pa#ss');
});
