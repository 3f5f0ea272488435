import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import type { Connection } from './connection.ts';
import { connectKit } from './kit/connect.ts';

const loader = Reflect.get(process.features, 'typescript') ? [] : ['--import', import.meta.resolve('tsx')];

/** The command, in a process that keeps its temporary files in a folder of its own. */
async function startCommand() {
  const folder = await mkdtemp(join(tmpdir(), 'main-'));
  // PostgreSQL's own account may enter.
  await chmod(folder, 0o711);
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=journeys-push-source', ...loader, join(import.meta.dirname, 'main.ts'), '--json'],
    { env: { ...process.env, TMPDIR: folder, XDG_DATA_HOME: folder }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  if (!child.stdout) throw new Error('no output');
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    connection: JSON.parse(line) as Connection,
    left: async () => (await readdir(folder)).filter((name) => name.startsWith('journeys-push-')),
    async end() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

// It ends by force after 4.5 s: something else on the machine may take the time of one try, hardly of each of three.
test('it ends in good order while Dynamics does not answer', { retry: 2, timeout: 120_000 }, async () => {
  const { connection, left, end } = await startCommand();
  await using kit = connectKit({ url: connection.control, token: connection.controlToken });
  const fault = await kit.faults.plant({ twin: 'dynamics', effect: { kind: 'hang' } });
  const { userId } = await kit.person();
  const phone = await kit.phone('android-12');
  await phone.page.call('promptNotificationPermission');
  const registering = phone.page.call('registerDevice', { userId }).catch(() => undefined);
  const struck = async () => (await kit.control.faults()).find(({ id }) => id === fault.id)?.struck;
  await expect.poll(struck).toBe(1);
  expect(await end()).toBe(0);
  expect(await left()).toEqual([]);
  await registering;
});

test('it leaves no temporary folder where it has to end before everything has', async () => {
  const { connection, left, end } = await startCommand();
  const folder = dirname(connection.ca);
  const [pid] = readFileSync(join(folder, 'postgres/pgdata/postmaster.pid'), 'utf8').split('\n');
  const postgres = Number(pid);
  // It answers nothing any more, as on a machine that has no time for it.
  process.kill(postgres, 'SIGSTOP');
  onTestFinished(() => void process.kill(postgres, 'SIGKILL'));
  expect(await end()).toBe(1);
  expect(await left()).toEqual([]);
}, 60_000);
