import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { EmbeddedPostgresError } from './error.ts';
import { blockedAt } from './reach.ts';

const run = promisify(execFile);

export interface DataFolder {
  /** The server's own folder (`-D`). */
  pgdata: string;
  /** Of the database user `postgres`. */
  password: string;
}

/**
 * Makes the data folder ready: `pgdata` is the server's, `password` a file only we and the server read. A first
 * start that is cut short leaves a draft behind, never half a database.
 */
export async function prepareDataFolder(
  folder: string,
  initdb: string,
  account: Account | undefined,
): Promise<DataFolder> {
  const dataDir = resolve(folder);
  await makeReachable(dataDir, account);
  const pgdata = join(dataDir, 'pgdata');
  const passwordFile = join(dataDir, 'password');
  if (!(await exists(join(pgdata, 'PG_VERSION')))) await create({ pgdata, passwordFile, initdb, account });
  return { pgdata, password: (await readFile(passwordFile, 'utf8')).trim() };
}

async function makeReachable(dataDir: string, account: Account | undefined): Promise<void> {
  const firstMade = await mkdir(dataDir, { recursive: true });
  if (!account) return;
  // Folders that are ours to manage: those just made, and the data folder itself.
  for (const made of between(firstMade ?? dataDir, dataDir)) await letPass(made);
  const blocked = await blockedAt(dataDir, account);
  if (!blocked) return;
  throw new EmbeddedPostgresError(
    'data-folder-unreachable',
    `We run as root, so PostgreSQL runs as ${account.name}, who may not enter ${blocked} on the way to ${dataDir}. ` +
      `Choose a data folder elsewhere, or run: chmod o+x ${blocked}`,
  );
}

const between = (outer: string, inner: string): string[] =>
  inner === outer ? [inner] : [...between(outer, dirname(inner)), inner];

async function letPass(folder: string): Promise<void> {
  await chmod(folder, (await stat(folder)).mode | 0o011);
}

interface Creation {
  pgdata: string;
  passwordFile: string;
  initdb: string;
  account: Account | undefined;
}

async function create({ pgdata, passwordFile, initdb, account }: Creation): Promise<void> {
  const draft = `${pgdata}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  for (const ours of account ? [draft, passwordFile] : [])
    await chown(ours, account?.uid ?? 0, account?.gid ?? 0);
  await runInitdb(initdb, { draft, passwordFile, account });
  await rename(draft, pgdata);
}

async function runInitdb(
  initdb: string,
  { draft, passwordFile, account }: { draft: string; passwordFile: string; account: Account | undefined },
): Promise<void> {
  const flags = [
    `--pgdata=${draft}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-instructions',
  ];
  const as = account && { uid: account.uid, gid: account.gid };
  await run(initdb, flags, { env: { LC_ALL: 'C' }, ...as }).catch(
    (error: { stderr?: string; message: string }) => {
      throw new EmbeddedPostgresError('initdb-failed', `initdb failed: ${error.stderr || error.message}`);
    },
  );
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
