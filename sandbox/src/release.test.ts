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

/** What a test file of a customer does, without a runner around it. */
const program = `
import { startSandbox } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'sandbox.ts')).href)};
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
console.log(process.getActiveResourcesInfo().filter((name) => !/^(TTYWrap|PipeWrap|FSReq)/.test(name)).join());
`;

test('a process that has closed its sandboxes ends by itself, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'release-'));
  folders.push(folder);
  const loader = 'typescript' in process.features ? [] : ['--import', import.meta.resolve('tsx')];
  const { stdout, stderr } = await run(
    process.execPath,
    ['--conditions=journeys-push-source', ...loader, '--input-type=module', '--eval', program],
    { timeout: 50_000, cwd: import.meta.dirname, env: { ...process.env, TMPDIR: folder } },
  );
  expect({ stdout, stderr }).toEqual({ stdout: '\n', stderr: expect.not.stringContaining('Error') });
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
});
