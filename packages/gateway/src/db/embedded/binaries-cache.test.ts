import { chmod, mkdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../../test/folder.ts';
import { cachedBinaries } from './binaries-cache.ts';

let native: string;
beforeEach(async () => {
  vi.stubEnv('TMPDIR', await temporaryFolder());
  native = join(await temporaryFolder(), 'native');
  await mkdir(join(native, 'bin'), { recursive: true });
  await mkdir(join(native, 'lib'));
  await writeFile(join(native, 'bin', 'postgres'), 'program', { mode: 0o700 });
  await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'library', { mode: 0o600 });
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
});
afterEach(() => vi.unstubAllEnvs());

test('the copy can be read by everybody and has the links that npm did not make', async () => {
  const home = await cachedBinaries(native, '1');
  expect((await stat(join(home, 'bin', 'postgres'))).mode & 0o777).toBe(0o755);
  expect((await stat(home)).mode & 0o777).toBe(0o755);
  expect(await readlink(join(home, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
});

test('it is made once, and again when something is missing from it', async () => {
  const home = await cachedBinaries(native, '1');
  await writeFile(join(home, 'bin', 'postgres'), 'used');
  expect(await cachedBinaries(native, '1')).toBe(home);
  expect(await readFile(join(home, 'bin', 'postgres'), 'utf8')).toBe('used');
  await rm(join(home, 'lib', 'libpq.so.5.18'));
  await cachedBinaries(native, '1');
  expect(await readFile(join(home, 'bin', 'postgres'), 'utf8')).toBe('program');
});

test('a folder that others may write to is not trusted', async () => {
  const home = await cachedBinaries(native, '1');
  await chmod(home, 0o777);
  await expect(cachedBinaries(native, '1')).rejects.toMatchObject({ code: 'binaries-cache-untrusted' });
});
