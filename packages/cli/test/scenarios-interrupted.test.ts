import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startIn } from './command.ts';

/** A folder for temporary files that PostgreSQL's own account may enter. */
const temporary = mkdtempSync(join(tmpdir(), 'journeys-push-cli-tmp-'));
chmodSync(temporary, 0o711);
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

it('check --scenarios leaves nothing behind when it is interrupted in the middle', async () => {
  const { child, output, ended } = startIn(temporary, { TMPDIR: temporary }, 'check', '--scenarios');
  await expect.poll(() => output.stderr, { timeout: 90_000 }).toContain('✓');
  child.kill('SIGTERM');
  const stderr = expect.stringMatching(/\nInterrupted\.\n$/);
  expect(await ended).toMatchObject({ code: 143, stdout: '', stderr });
  expect(readdirSync(temporary).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
}, 180_000);
