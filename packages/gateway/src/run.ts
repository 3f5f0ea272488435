import { ConfigError } from './config.ts';
import { startEmbeddedPostgres } from './db/embedded.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createLogger, type Log } from './log.ts';
import { type Served, serveGateway } from './serve.ts';
import type { Settings } from './settings.ts';
import { keyInFolder } from './vault/key-file.ts';

/** No process that manages us waits longer before it kills. */
const END_MS = 10_000;

/** Parts → listen → close, as the signals say. `read` reads environment and file anew. */
export async function run(settings: Settings, read: () => Promise<Settings>): Promise<void> {
  const log = createLogger(settings.logLevel);
  // Before the start, which may have to wait: process 1 of a container gets no signal that it does not listen for.
  const told = ending(log);
  let impatience: NodeJS.Timeout | undefined;
  void told.then(() => {
    impatience = endAnyhow(log);
  });
  const database = await databaseOf(settings);
  let served: Served | undefined;
  try {
    const { config, production, host, port, operations } = settings;
    const keys = settings.keys ?? (await database.key());
    const gateway = createGateway({ ...config, production, log, databaseUrl: database.url, keys });
    served = await Promise.race([serveGateway(gateway, { host, port, operations }), told]);
    if (served) {
      const stopReloading = reloadOnSignal(gateway, read, log);
      const { url, operationsUrl } = served;
      log.info(
        { code: 'ready', url, operationsUrl, identity: config.identity?.mode ?? 'off' },
        'gateway is ready',
      );
      await told;
      stopReloading();
      await served.close();
    }
  } finally {
    await database.stop();
    clearTimeout(impatience);
  }
  // A start may wait for long, and may end anywhere: the next one goes on from there.
  if (!served) process.exit(0);
}

interface Database {
  url: string;
  stop(): Promise<void>;
  /** What seals tokens where the environment does not say. */
  key(): Promise<string | undefined>;
}

/** A running database, or one of our own in the data folder. */
async function databaseOf({ databaseUrl, dataDir }: Settings): Promise<Database> {
  if (databaseUrl) return { url: databaseUrl, stop: async () => {}, key: async () => undefined };
  return { ...(await startEmbeddedPostgres({ dataDir })), key: () => keyInFolder(dataDir) };
}

/** SIGHUP: the apps of the configuration file, as it is now. What is wrong in it is logged, and changes nothing. */
function reloadOnSignal(gateway: Gateway, read: () => Promise<Settings>, log: Log): () => void {
  const reload = () => {
    read()
      .then(({ config }) => gateway.reload(config))
      .catch((error: Error) => {
        const mistakes = error instanceof ConfigError ? error.mistakes : [error.message];
        log.error({ code: 'configuration-not-reloaded', mistakes }, 'The configuration was not read anew');
      });
  };
  process.on('SIGHUP', reload);
  return () => process.off('SIGHUP', reload);
}

/** The second signal ends the process at once. */
const ending = (log: Log) =>
  new Promise<undefined>((resolve) => {
    const names = ['SIGINT', 'SIGTERM'] as const;
    const end = (signal: string) => {
      for (const name of names) process.off(name, end);
      log.info({ code: 'closing', signal }, 'gateway is closing');
      resolve(undefined);
    };
    for (const name of names) process.on(name, end);
  });

function endAnyhow(log: Log): NodeJS.Timeout {
  const end = () => {
    log.error({ code: 'closing-took-too-long' }, 'What was under way did not end in time');
    process.exit(1);
  };
  return setTimeout(end, END_MS - 500).unref();
}
