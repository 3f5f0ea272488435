import { ConfigError } from './config.ts';
import { EmbeddedPostgresError, startEmbeddedPostgres } from './db/embedded.ts';
import { createGateway } from './gateway.ts';
import { createLogger } from './log.ts';
import { serveGateway } from './serve.ts';
import { readSettings, type Settings } from './settings.ts';
import { keyInFolder } from './vault/key-file.ts';

/** The gateway as a process: environment → parts → listen → close. */
async function main(): Promise<void> {
  const settings = await readSettings(process.env);
  const log = createLogger(settings.logLevel);
  const database = await databaseOf(settings);
  try {
    const { config, production, host, port } = settings;
    const keys = settings.keys ?? (await database.key());
    const gateway = createGateway({ ...config, production, log, databaseUrl: database.url, keys });
    const served = await serveGateway(gateway, { host, port });
    log.info({ url: served.url, identity: config.identity?.mode ?? 'off' }, 'gateway is ready');
    await signal();
    log.info('gateway is closing');
    await served.close();
  } finally {
    await database.stop();
  }
}

/** A running database, or one of our own in the data folder. */
async function databaseOf({ databaseUrl, dataDir }: Settings): Promise<Database> {
  if (databaseUrl) return { url: databaseUrl, stop: async () => {}, key: async () => undefined };
  return { ...(await startEmbeddedPostgres({ dataDir })), key: () => keyInFolder(dataDir) };
}

interface Database {
  url: string;
  stop(): Promise<void>;
  /** What seals tokens where the environment does not say. */
  key(): Promise<string | undefined>;
}

const signal = () =>
  new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
  });

/** What the operator can mend is said in one text, without a stack. */
function explain(error: unknown): string {
  const known = error instanceof ConfigError || error instanceof EmbeddedPostgresError;
  return known ? error.message : ((error as Error).stack ?? String(error));
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
});
