/** `@journeys-push/sandbox`: twins, gateway, phones and lab in this process, and the test kit on them. */
import { openDataFolder } from './data-folder.ts';
import { makeAccountKey } from './fcm/account-key.ts';
import { createLifetime, type Lifetime } from './lifetime.ts';
import { readOwnSite } from './options.ts';
import type { Sandbox, SandboxOptions } from './start-parts.ts';

export type { Explanation, Reached, Stop } from './explain/explanation.ts';
export { connectKit, type KitAddress } from './kit/connect.ts';
export { KitFailure } from './kit/failure.ts';
export type * from './kit/kit.ts';
export { PageError } from './kit/page.ts';
export type { Sandbox, SandboxOptions } from './start-parts.ts';

/**
 * Starts twins, gateway, phones and lab in this process; ready when it resolves. Throws UsageError for a taken port,
 * an unusable folder, or a site that can be none.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const lifetime = createLifetime();
  try {
    return await begin(options, lifetime);
  } catch (error) {
    await lifetime.close();
    throw error;
  }
}

async function begin(given: SandboxOptions, lifetime: Lifetime): Promise<Sandbox> {
  const options = { ...given, ...readOwnSite(given) };
  const folder = await openDataFolder(options.dataDir);
  lifetime.keep(folder.dispose);
  // The database takes the longest: all else is loaded and started beside it.
  const database = options.gateway === false ? undefined : beginDatabase(folder.database, lifetime);
  // So does Google's key, on another core.
  const accountKey = folder.kept ? undefined : makeAccountKey();
  accountKey?.catch(() => undefined);
  const { startParts } = await import('./start-parts.ts');
  return startParts(options, { ...lifetime, folder, database, accountKey, start: startSandbox });
}

async function beginDatabase(dataDir: string, lifetime: Lifetime): Promise<{ url: string }> {
  const database = import('./database.ts').then(({ startDatabase }) => startDatabase(dataDir));
  // Its error is thrown where it is waited for, which may be later.
  database.catch(() => undefined);
  lifetime.keep(async () => (await database.catch(() => undefined))?.stop());
  return database;
}
