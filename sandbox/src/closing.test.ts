import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startSandbox } from './sandbox.ts';

/** A folder for temporary files, which only what the test starts uses. */
async function ownTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'closing-'));
  // PostgreSQL's own account may enter.
  await chmod(folder, 0o711);
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

test('whoever closes a sandbox that is being closed waits for the same end', async () => {
  const sandbox = await startSandbox({ gateway: false });
  const folder = dirname(sandbox.connection().ca);
  expect(existsSync(folder)).toBe(true);
  const first = sandbox.close();
  await sandbox.close();
  expect(existsSync(folder)).toBe(false);
  await first;
});

test('a scenario that is begun while the sandbox closes leaves no sandbox of its own behind', async () => {
  const folder = await ownTemporaryFolder();
  const sandbox = await startSandbox({ gateway: false });
  const begun = sandbox.control.runScenario('expired-identity-token');
  await sandbox.close();
  const { id } = await begun;
  const status = async () => (await sandbox.control.scenarioRun(id)).status;
  await expect.poll(status, { timeout: 40_000 }).toMatch(/^(failed|passed|stopped)$/);
  expect(await readdir(folder)).toEqual([]);
}, 60_000);

test('what the gateway tells Dynamics while it ends is kept, too', async () => {
  const dataDir = join(await ownTemporaryFolder(), 'data');
  const sandbox = await startSandbox({ dataDir, phones: [], timing: { closeGraceMs: 30_000 } });
  const { userId } = await sandbox.person();
  const phone = await sandbox.phone('android-12');
  await phone.page.call('promptNotificationPermission');
  const { token } = sandbox.phones.get(phone.id)?.view() ?? {};
  sandbox.dynamics.faults.plant({ route: 'register', effect: { kind: 'latency', ms: 500 } });
  const registering = phone.page.call('registerDevice', { userId }).catch(() => undefined);
  await expect.poll(() => sandbox.dynamics.faults.list()[0]?.struck, { interval: 10 }).toBe(1);
  await sandbox.close();
  await registering;
  const saved = JSON.parse(await readFile(join(dataDir, 'sandbox.json'), 'utf8'));
  expect(saved.dynamics.devices).toEqual([expect.objectContaining({ token })]);
}, 60_000);
