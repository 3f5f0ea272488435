import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/folder.ts';
import { prepareDataFolder } from './data-folder.ts';

const somebody = { name: 'somebody', uid: 54_321, gid: 54_321 };

test('a folder on the way that the server may not enter is named', async () => {
  const closed = await temporaryFolder();
  await expect(prepareDataFolder(join(closed, 'data'), 'initdb', somebody)).rejects.toMatchObject({
    code: 'data-folder-unreachable',
    message: expect.stringContaining(`chmod o+x ${closed}`),
  });
});

test('folders that are made on the way, and the data folder itself, let the server pass', async () => {
  const dataDir = join(await temporaryFolder(), 'made', 'data');
  await mkdir(join(dataDir, '..', '..'), { recursive: true });
  await prepareDataFolder(dataDir, 'no such initdb', somebody).catch(() => undefined);
  for (const folder of [dataDir, join(dataDir, '..')]) expect((await stat(folder)).mode & 0o011).toBe(0o011);
});

test('a first start that fails leaves no half database', async () => {
  const dataDir = await temporaryFolder();
  await expect(prepareDataFolder(dataDir, '/bin/false', undefined)).rejects.toMatchObject({
    code: 'initdb-failed',
  });
  await expect(stat(join(dataDir, 'pgdata'))).rejects.toMatchObject({ code: 'ENOENT' });
});
