import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../test/database.ts';
import { temporaryFolder } from '../test/folder.ts';
import { shop } from '../test/gateway.ts';
import { runProgram } from '../test/process.ts';

const index = new URL('./index.ts', import.meta.url);

test('the process serves until SIGTERM and then ends well', async () => {
  const database = await createTestDatabase();
  const file = join(await temporaryFolder(), 'gateway.json');
  await writeFile(file, JSON.stringify({ apps: [shop] }));
  const program = runProgram(index, [], {
    JOURNEYS_PUSH_CONFIG: file,
    DATABASE_URL: database.url,
    PORT: '0',
  });
  const { url } = JSON.parse(await program.line((line) => line.includes('gateway is ready')));
  const response = await fetch(`${url}/v1/nothing`);
  expect(await response.json()).toMatchObject({ code: 'route-unknown' });
  program.child.kill('SIGTERM');
  expect(await program.ended).toEqual({ code: 0, stderr: '' });
  await database.drop();
});

test('a mistaken configuration is explained on stderr, with exit code 2', async () => {
  const file = join(await temporaryFolder(), 'gateway.json');
  await writeFile(
    file,
    JSON.stringify({ apps: [shop], identity: { mode: 'required', jwksUrl: 'https://a.example' } }),
  );
  const { code, stderr } = await runProgram(index, [], { JOURNEYS_PUSH_CONFIG: file }).ended;
  expect(code).toBe(2);
  expect(stderr).toBe(
    "The gateway's configuration has 1 mistake(s):\n- identity.audience: mode required needs the audience that the tokens are made for\n",
  );
});
