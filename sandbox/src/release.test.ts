import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { startSandbox } from './sandbox.ts';

const run = promisify(execFile);
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const loader = Reflect.get(process.features, 'typescript') ? [] : ['--import', import.meta.resolve('tsx')];
const imports = `import { startSandbox } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'sandbox.ts')).href)};`;

/** What a test file of a customer does, without a runner around it. */
const program = `${imports}
const kept = new Set();
const gone = new FinalizationRegistry((name) => kept.delete(name));
async function useAndClose(name) {
  const sandbox = await startSandbox({ gateway: false });
  const { userId } = await sandbox.person();
  const phone = await sandbox.phone('iphone');
  await sandbox.register({ phone, userId });
  await sandbox.journey.send({ to: userId, title: 'Hello' });
  await phone.showsNothing('Hello');
  await sandbox.close();
  kept.add(name);
  gone.register(sandbox.world, name);
}
await Promise.all(['first', 'second', 'third'].map(useAndClose));
for (let turn = 0; turn < 100 && kept.size > 1; turn++) {
  gc();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
// Standard output and the loader of modules are not the sandbox's.
const open = process.getActiveResourcesInfo().filter((name) => !/^(TTYWrap|PipeWrap|FSReq)/.test(name));
console.log(JSON.stringify({ open, kept: kept.size }));
`;

test('a process that has closed its sandboxes ends by itself, and neither disk nor memory keeps them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'release-'));
  folders.push(folder);
  const node = ['--conditions=journeys-push-source', '--expose-gc', ...loader];
  const { stdout, stderr } = await run(
    process.execPath,
    [...node, '--input-type=module', '--eval', program],
    {
      ...{ timeout: 50_000, cwd: import.meta.dirname, env: { ...process.env, TMPDIR: folder } },
    },
  );
  expect(stderr).not.toContain('Error');
  const { open, kept } = JSON.parse(stdout) as { open: string[]; kept: number };
  expect(open).toEqual([]);
  // The engine may hold on to what it has run last.
  expect(kept).toBeLessThanOrEqual(1);
  expect((await readdir(folder)).filter((name) => name.startsWith('journeys-push-'))).toEqual([]);
}, 60_000);

test('await using closes it', async () => {
  let url = '';
  {
    await using sandbox = await startSandbox({ gateway: false });
    url = sandbox.connection().control;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  }
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
}, 60_000);
