import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeRoom, writeReports } from './report-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'journeys-push-reports-'));
const inFolder = (name: string) => join(folder, name);
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(inFolder(name), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('room for a report', () => {
  it('is a folder, and no empty file', async () => {
    await makeRoom(inFolder('a/b/check.html'));
    expect(readdirSync(inFolder('a/b'))).toEqual([]);
  });

  it('leaves an old report as it is', async () => {
    writeFileSync(inFolder('check.html'), 'old');
    await makeRoom(inFolder('check.html'));
    expect(readFileSync(inFolder('check.html'), 'utf8')).toBe('old');
  });

  it.each(['reports', 'file/check.html'])('is not at %s', async (name) => {
    mkdirSync(inFolder('reports'));
    writeFileSync(inFolder('file'), '');
    await expect(makeRoom(inFolder(name))).rejects.toMatchObject({
      code: 'file-unwritable',
      message: expect.stringContaining(`${inFolder(name)} cannot be written: `),
    });
  });
});

describe('reports', () => {
  it('are written although one of them cannot be', async () => {
    mkdirSync(inFolder('folder'));
    const lines: string[] = [];
    const all = await writeReports({ write: (line) => lines.push(line) }, [
      { file: inFolder('folder'), text: () => 'never' },
      { file: undefined, text: () => 'not asked for' },
      { file: inFolder('check.xml'), text: () => 'xml' },
    ]);
    expect(all).toBe(false);
    expect(readFileSync(inFolder('check.xml'), 'utf8')).toBe('xml');
    expect(lines).toEqual([
      expect.stringMatching(/folder could not be written: EISDIR/),
      `Report: ${inFolder('check.xml')}\n`,
    ]);
  });
});
