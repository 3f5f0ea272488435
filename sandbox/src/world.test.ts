import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from './sandbox.ts';

it('keeps the newest 10,000 pushes, also over a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pushes-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const start = () => startSandbox({ gateway: false, phones: [], dataDir });
  {
    await using first = await start();
    await first.control.sendPush({ contact: 'abc123-user-uuid', title: 'First' });
  }
  const file = join(dataDir, 'sandbox.json');
  const state = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...state, pushes: Array(10_000).fill(state.pushes[0]) }));
  {
    await using second = await start();
    await second.control.sendPush({ contact: 'abc123-user-uuid', title: 'Last' });
  }
  await using third = await start();
  const titles = (await third.control.pushes()).map(({ title }) => title);
  expect([titles.length, ...titles.slice(0, 2)]).toEqual([10_000, 'Last', 'First']);
});
