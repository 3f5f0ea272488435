import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

/** A copy of the `native` folder below the system's temporary folder that every account can read; made once. */
export async function cachedBinaries(native: string, version: string): Promise<string> {
  const owner = process.getuid?.() ?? 0;
  const home = join(tmpdir(), `journeys-push-postgres-${version}-${platform()}-${arch()}-${owner}`);
  if (await exists(home)) await assertOurs(home);
  if (await complete(home, native)) return home;
  const draft = await mkdtemp(`${home}-`);
  await copyTree(native, draft);
  await rm(home, { recursive: true, force: true });
  // Whoever renames first wins; the loser's copy is equal.
  await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true }));
  return home;
}

/** The temporary folder is everybody's: nobody else may slip us programs to run. */
async function assertOurs(home: string): Promise<void> {
  const { uid, mode } = await lstat(home);
  if (uid === process.getuid?.() && (mode & 0o022) === 0) return;
  throw new EmbeddedPostgresError(
    'binaries-cache-untrusted',
    `${home} belongs to somebody else or others may write to it. Remove it.`,
  );
}

/** Cleaners of temporary folders take single files away, so presence of the folder proves nothing. */
async function complete(home: string, native: string): Promise<boolean> {
  const wanted = new Set([
    ...(await tree(native)).map(({ path }) => path),
    ...(await links(native)).map(({ link }) => link),
  ]);
  const present = await tree(home).catch(() => []);
  return present.length === wanted.size;
}

async function copyTree(from: string, to: string): Promise<void> {
  const entries = await tree(from);
  for (const { path } of entries.filter(({ kind }) => kind === 'folder')) await mkdir(join(to, path));
  await Promise.all(
    entries
      .filter(({ kind }) => kind === 'file')
      .map(async ({ path }) => {
        await copyFile(join(from, path), join(to, path));
        await chmod(join(to, path), 0o755);
      }),
  );
  for (const { path } of entries.filter(({ kind }) => kind === 'link')) {
    await symlink(await readlink(join(from, path)), join(to, path));
  }
  for (const { link, target } of await links(from))
    await symlink(target, join(to, link)).catch(() => undefined);
  for (const folder of ['', ...entries.filter(({ kind }) => kind === 'folder').map(({ path }) => path)]) {
    await chmod(join(to, folder), 0o755);
  }
}

interface Entry {
  path: string;
  kind: 'folder' | 'file' | 'link';
}

/** Parents before children. */
async function tree(root: string, below = ''): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) found.push({ path, kind: 'folder' }, ...(await tree(root, path)));
    else found.push({ path, kind: entry.isSymbolicLink() ? 'link' : 'file' });
  }
  return found;
}

/** The links that the install script of the binaries' package makes, from the list it reads. */
export async function links(native: string): Promise<{ link: string; target: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const list = JSON.parse(text) as { source: string; target: string }[];
  return list.map(({ source, target }) => ({
    link: target.replace(/^native\//, ''),
    target: source.slice(source.lastIndexOf('/') + 1),
  }));
}

/** Whether anything lies at `path`, a dangling link included. */
export const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
