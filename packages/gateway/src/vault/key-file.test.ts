import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/folder.ts';
import { keyInFolder } from './key-file.ts';
import { parseKeys } from './keys.ts';

test('the key is made once, and nobody else may read it', async () => {
  const folder = await temporaryFolder();
  const key = await keyInFolder(folder);
  expect(parseKeys(key).mistakes).toEqual([]);
  expect(await keyInFolder(folder)).toBe(key);
  expect((await stat(join(folder, 'token-key'))).mode & 0o777).toBe(0o600);
});

test('a process that died while it made one has sealed nothing: another one is made', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'token-key'), '');
  const key = await keyInFolder(folder);
  expect(parseKeys(key).mistakes).toEqual([]);
  expect((await readFile(join(folder, 'token-key'), 'utf8')).trim()).toBe(key);
});
