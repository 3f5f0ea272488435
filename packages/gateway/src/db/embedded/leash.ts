import { spawn } from 'node:child_process';
import type { Account } from './account.ts';

/**
 * Ends process `pid` (SIGINT, PostgreSQL's fast shutdown) when this process ends in any way, SIGKILL included: a
 * shell waits on a pipe that only we hold open. Otherwise the server would stay, keep the data folder, and a restart
 * would find it taken. Returns the way to let go.
 */
export function leash(pid: number, account: Account | undefined): () => void {
  const shell = spawn('/bin/sh', ['-c', 'read _; kill -INT "$1"', 'leash', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Ctrl-C in a terminal goes to the whole process group; the shell must outlive us, not die with us.
    detached: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref();
  return () => shell.kill('SIGKILL');
}
