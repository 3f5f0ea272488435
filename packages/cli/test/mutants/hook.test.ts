import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { changing } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'journeys-push-mutant-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'says.mts');
writeFileSync(file, "const word: string = 'true';\nprocess.stdout.write(word);\n");

/** TypeScript as the command runs it: by tsx, or by Node itself. */
const loader = Reflect.get(process.features, 'typescript') ? [] : ['--import', import.meta.resolve('tsx')];

const run = (find: string, replace: string) =>
  spawnSync(process.execPath, [...loader, file], {
    env: { ...process.env, ...changing({ file: pathToFileURL(file).href, find, replace }) },
    encoding: 'utf8',
  });

test('one text of one TypeScript file is changed while Node reads it', () => {
  expect(run("'true'", "'false' as const")).toMatchObject({ status: 0, stdout: 'false' });
});

test.each([
  ['which is not there', 'absent', 'is there 0 times'],
  ['which is there twice', 'word', 'is there 2 times'],
])('a text %s ends the process and says why', (_, find, why) => {
  const { status, stderr } = run(find, 'x');
  expect(status).not.toBe(0);
  expect(stderr).toContain(why);
  expect(stderr).toContain(fileURLToPath(pathToFileURL(file)));
});
