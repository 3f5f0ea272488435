import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { jsonFileWriter, readJsonFile } from './state-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'state-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('reads nothing where nothing was written', async () => {
  expect(await readJsonFile(join(folder, 'a.json'))).toBeUndefined();
});

it('does not take a damaged file for an empty one', async () => {
  const path = join(folder, 'a.json');
  await writeFile(path, '{"half":');
  await expect(readJsonFile(path)).rejects.toThrow(SyntaxError);
});

it('ends with the newest content, however many saves were asked for, and leaves nothing else', async () => {
  const path = join(folder, 'a.json');
  let count = 0;
  const save = jsonFileWriter(path, () => ({ count }));
  const saves = Array.from({ length: 20 }, () => {
    count++;
    return save();
  });
  await Promise.all(saves);
  expect(await readJsonFile(path)).toEqual({ count: 20 });
  expect(await readdir(folder)).toEqual(['a.json']);
});
