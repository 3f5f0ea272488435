import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { announceRunning, type Connection } from './running.ts';

test('a sandbox that cannot be written down runs all the same, and says so', async () => {
  const data = mkdtempSync(join(tmpdir(), 'journeys-push-running-'));
  const notFolder = join(data, 'file');
  writeFileSync(notFolder, '');
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const connection = { control: 'http://127.0.0.1:1', ca: join(data, 'ca.pem') } as Connection;
  const strikeOut = await announceRunning(join(notFolder, 'deeper'), connection);
  expect(said.mock.calls).toEqual([
    [
      expect.stringMatching(
        /^"sandbox env" will not find this sandbox: [^\n]* cannot be written \(ENOTDIR\)\n$/,
      ),
    ],
  ]);
  await strikeOut();
  expect(existsSync(join(data, 'connection.json'))).toBe(false);
  rmSync(data, { recursive: true });
});
