import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * The URL of the server that a gateway runs on this data folder, password included; `undefined` where none does. Read
 * from `postmaster.pid`, which a server that was killed leaves behind: the URL may lead nowhere.
 */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const folder = resolve(dataDir);
  const lock = await readFile(join(folder, 'pgdata', 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = lock.split('\n');
  if (!port || !isRunning(Number(pid))) return undefined;
  const password = (await readFile(join(folder, 'password'), 'utf8')).trim();
  return `postgresql://postgres:${password}@127.0.0.1:${port.trim()}/postgres`;
}

/** A process of another account counts, though we may not signal it. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
