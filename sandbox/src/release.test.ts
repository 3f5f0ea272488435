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

const loader = 'typescript' in process.features ? [] : ['--import', import.meta.resolve('tsx')];
const imports = `import { startSandbox } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'sandbox.ts')).href)};`;

/** Runs a program as a test file of a customer is run, without a runner around it. */
async function runAlone(program: string, env: NodeJS.ProcessEnv = {}) {
  const conditions = ['--conditions=journeys-push-source', '--expose-gc', ...loader];
  return run(process.execPath, [...conditions, '--input-type=module', '--eval', imports + program], {
    ...{ timeout: 50_000, cwd: import.meta.dirname, env: { ...process.env, ...env } },
  });
}

test('a process that has closed its sandboxes ends by itself, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'release-'));
  folders.push(folder);
  const { stdout, stderr } = await runAlone(
    `
const sandboxes = await Promise.all([startSandbox({ gateway: false }), startSandbox({ gateway: false })]);
for (const sandbox of sandboxes) {
  const { userId } = await sandbox.person();
  const phone = await sandbox.phone('iphone');
  await sandbox.register({ phone, userId });
  await sandbox.journey.send({ to: userId, title: 'Hello' });
  await phone.showsNothing('Hello');
}
await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
// Standard output and the loader of modules are not the sandbox's.
console.log(process.getActiveResourcesInfo().filter((name) => !/^(TTYWrap|PipeWrap|FSReq)/.test(name)).join());`,
    { TMPDIR: folder },
  );
  expect({ stdout, stderr }).toEqual({ stdout: '\n', stderr: expect.not.stringContaining('Error') });
  expect((await readdir(folder)).filter((name) => name.startsWith('journeys-push-'))).toEqual([]);
}, 60_000);

test('what a closed sandbox has used comes back', async () => {
  const { stdout } = await runAlone(`
const live = new Set();
const gone = new FinalizationRegistry((name) => live.delete(name));
async function once(name) {
  const sandbox = await startSandbox({ gateway: false });
  await sandbox.phone('iphone');
  await sandbox.close();
  live.add(name);
  gone.register(sandbox.world, name);
}
for (const name of ['first', 'second', 'third']) await once(name);
for (let turn = 0; turn < 100 && live.size > 1; turn++) {
  gc();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
console.log(live.size);`);
  // The engine may hold on to what it has run last.
  expect(Number(stdout)).toBeLessThanOrEqual(1);
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
