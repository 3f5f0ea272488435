import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Account } from './account.ts';
import { EmbeddedPostgresError } from './error.ts';
import { leash } from './leash.ts';

export interface ServerOptions {
  postgres: string;
  pgdata: string;
  port: number;
  account: Account | undefined;
  /** PostgreSQL's own log, line by line. */
  onLine?: ((line: string) => void) | undefined;
}

export interface Server {
  pid: number;
  stop(): Promise<void>;
}

/** `fsync`, `synchronous_commit` and `full_page_writes` stay at their durable defaults. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
};

/** How long a fast shutdown may take before PostgreSQL is told to stop at once and to recover at its next start. */
const FAST_SHUTDOWN_MS = 1_500;

/** Starts one server process and resolves when it takes connections. */
export function launch(options: ServerOptions): Promise<Server> {
  const { postgres, pgdata, port, account, onLine } = options;
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(postgres, ['-D', pgdata, ...settings], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C' },
    // Ctrl-C in a terminal must reach us alone: the database stops last.
    detached: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new EmbeddedPostgresError('start-failed', error.message)));
    child.on('close', () => reject(failure(lines, options)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      onLine?.(line);
      if (lines.length < 50) lines.push(line);
      if (line.includes('database system is ready to accept connections')) resolve(running(child, account));
    });
  });
}

function running(child: ChildProcess, account: Account | undefined): Server {
  const pid = child.pid as number;
  const release = leash(pid, account);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void exited.then(release);
  return { pid, stop: () => stop(child, exited) };
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const impatience = setTimeout(() => child.kill('SIGQUIT'), FAST_SHUTDOWN_MS);
  await exited;
  clearTimeout(impatience);
}

function failure(lines: string[], { pgdata, port }: ServerOptions): EmbeddedPostgresError {
  const text = lines.join('\n');
  if (/postmaster\.pid|still in use/.test(text)) {
    return new EmbeddedPostgresError(
      'data-folder-in-use',
      `Another PostgreSQL server uses ${pgdata}. Stop it, or choose another data folder.`,
    );
  }
  if (/Address already in use/.test(text)) {
    return new EmbeddedPostgresError('port-taken', `Port ${port} is taken. Choose another.`);
  }
  return new EmbeddedPostgresError('start-failed', `PostgreSQL did not start: ${text || 'it said nothing'}`);
}
