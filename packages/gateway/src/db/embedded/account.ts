import { readFile } from 'node:fs/promises';
import { EmbeddedPostgresError } from './error.ts';

/** The operating system's account that the server runs under. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const PREFERRED = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root. As root this names the account to run it under: `postgres` if the system has
 * one, else `nobody`, else any other. `undefined`: run as we are.
 */
export async function serverAccount(
  uid = process.getuid?.(),
  passwdFile = '/etc/passwd',
): Promise<Account | undefined> {
  if (uid !== 0) return undefined;
  const accounts = parseAccounts(await readFile(passwdFile, 'utf8').catch(() => ''));
  const found =
    PREFERRED.map((name) => accounts.find((account) => account.name === name)).find(Boolean) ?? accounts[0];
  if (found) return found;
  throw new EmbeddedPostgresError(
    'account-missing',
    `PostgreSQL does not run as root and ${passwdFile} names no other account. Run as another user, add one, or set DATABASE_URL.`,
  );
}

function parseAccounts(passwd: string): Account[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => name && uid > 0 && gid > 0);
}
