import type { Connection } from './connection.ts';
import type { World } from './control/world.ts';
import { openDataFolder } from './data-folder.ts';
import { startDatabase } from './database.ts';
import type { Phones } from './phones.ts';
import type { Services } from './services.ts';
import type { Timeline } from './timeline.ts';

export interface SandboxOptions {
  /** Of lab, control API and pages; default 0 = any free. */
  port?: number;
  /** Keeps all state; default: a fresh temporary folder that `close` removes. */
  dataDir?: string | undefined;
  /** The customer's site in the phones; default: the built-in page. */
  app?: string | undefined;
}

export interface Sandbox extends Pick<Services, 'apns' | 'fcm' | 'dynamics'> {
  phones: Phones;
  timeline: Timeline;
  world: World;
  connection(): Connection;
  /** Saves the state, then ends everything that was started. */
  close(): Promise<void>;
}

/**
 * Starts twins, gateway, phones and lab in this process; ready when it resolves. Throws UsageError for a taken port
 * or an unusable folder.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const closers: (() => unknown)[] = [];
  const lifetime: Lifetime = {
    keep: (closer) => closers.push(closer),
    async close() {
      for (const closer of closers.splice(0).reverse()) await Promise.resolve(closer()).catch(reportClosing);
    },
  };
  try {
    return await begin(options, lifetime);
  } catch (error) {
    await lifetime.close();
    throw error;
  }
}

/** What was started, and must be ended. */
export interface Lifetime {
  keep(closer: () => unknown): void;
  /** Ends it in reverse order; one that fails does not keep the others from ending. */
  close(): Promise<void>;
}

const reportClosing = (error: Error) => process.stderr.write(`While closing: ${error.message}\n`);

async function begin(options: SandboxOptions, lifetime: Lifetime): Promise<Sandbox> {
  const folder = await openDataFolder(options.dataDir);
  lifetime.keep(folder.dispose);
  // The database takes the longest: all else is loaded and started beside it.
  const database = startDatabase(folder.database);
  // Its error is thrown where it is waited for, which may be later.
  database.catch(() => undefined);
  lifetime.keep(async () => (await database.catch(() => undefined))?.stop());
  const { startParts } = await import('./start-parts.ts');
  return startParts(options, { ...lifetime, folder, database });
}
