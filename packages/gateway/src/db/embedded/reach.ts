import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './account.ts';

/**
 * The outermost folder on the way to `folder`, itself included, that `account` may not enter; `undefined` when the
 * way is free. Read from the mode bits; access control lists are not consulted.
 */
export async function blockedAt(folder: string, account: Account): Promise<string | undefined> {
  for (const step of waysTo(await realpath(folder))) {
    if (!mayEnter(await stat(step), account)) return step;
  }
  return undefined;
}

/** Whether `account` may read the file itself, wherever it lies. */
export async function mayRead(file: string, account: Account): Promise<boolean> {
  return allows(await stat(file), account, 0o4);
}

function waysTo(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [...waysTo(parent), folder];
}

interface Owned {
  mode: number;
  uid: number;
  gid: number;
}

const mayEnter = (folder: Owned, account: Account) => allows(folder, account, 0o1);

function allows({ mode, uid, gid }: Owned, account: Account, bit: number): boolean {
  if (uid === account.uid) return (mode & (bit << 6)) !== 0;
  if (gid === account.gid) return (mode & (bit << 3)) !== 0;
  return (mode & bit) !== 0;
}
