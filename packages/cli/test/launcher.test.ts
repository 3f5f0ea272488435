import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'journeys-push-launcher-'));
const bin = 'packages/cli/bin/journeys-push.mjs';

/** A checkout with everything installed, where neither bridge nor lab can be built. */
beforeAll(() => {
  for (const file of [bin, 'tools/setup.mjs', 'tools/run.mjs']) cpSync(join(root, file), join(folder, file));
  for (const [file, text] of Object.entries({
    'package.json': '{"type":"module"}',
    'package-lock.json': '{"packages":{"":{}}}',
    'node_modules/.package-lock.json': '{"packages":{}}',
    'packages/cli/src/main.ts':
      'process.stdout.write(process.argv.slice(2).join(" ")); process.disconnect?.();',
  })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  symlinkSync(join(root, 'node_modules/tsx'), join(folder, 'node_modules/tsx'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => promisify(execFile)(process.execPath, [join(folder, bin), ...args]);

test.each(['keys list', 'export ledger', 'users erase anna', 'sandbox env', '--help'])(
  '%s waits for no build',
  async (words) => {
    expect((await run(...words.split(' '))).stdout).toBe(words);
  },
);

test.each(['check', 'build'])('%s builds what it shows or hands on first', async (word) => {
  await expect(run(word)).rejects.toMatchObject({ code: 2, stdout: '' });
});

test('what a part needs is built before it, also where nothing has been built yet', async () => {
  const note = (name: string) =>
    `node -e "fs.mkdirSync('dist', { recursive: true }); fs.appendFileSync('../../built.txt', '${name} ')"`;
  for (const name of ['bridge', 'contract', 'shell']) {
    const part = join(folder, 'packages', name);
    for (const within of ['src', 'plugin']) mkdirSync(join(part, within), { recursive: true });
    const manifest = { name: `@journeys-push/${name}`, version: '0.0.0', scripts: { build: note(name) } };
    writeFileSync(join(part, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(part, 'tsdown.config.ts'), '');
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module","workspaces":["packages/*"]}');
  expect((await run('build', '--plan')).stdout).toBe('build --plan');
  expect(readFileSync(join(folder, 'built.txt'), 'utf8')).toBe('bridge contract shell ');
});
