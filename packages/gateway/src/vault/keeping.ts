import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import { ConfigError } from '../config.ts';
import type { Log } from '../log.ts';
import { developmentKey, parseKeys, type VaultKey } from './keys.ts';
import { createResealing } from './reseal.ts';
import { startVault } from './start.ts';
import { createVault, type Vault } from './vault.ts';

export interface KeepingOptions {
  pool: Pool;
  /** `JOURNEYS_PUSH_KEYS`, see keys.ts. */
  keys?: string | undefined;
  production?: boolean;
  clock: Clock;
  log: Log;
}

/** The vault and what keeps it in order. */
export interface Keeping {
  vault: Vault;
  /** On a migrated database. @throws ConfigError where a key is missing */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** @throws ConfigError where the keys cannot be used */
export function createKeeping(options: KeepingOptions): Keeping {
  const { pool, clock, log } = options;
  const vault = createVault(keysOf(options));
  const resealing = createResealing({ pool, vault, clock, log });
  return {
    vault,
    async start() {
      const { isRotating } = await startVault(pool, vault, clock.now());
      if (isRotating) resealing.start();
    },
    close: resealing.close,
  };
}

function keysOf({ keys, production = false, log }: KeepingOptions): VaultKey[] {
  if (keys === undefined) {
    if (production) throw new ConfigError(['JOURNEYS_PUSH_KEYS: must be set in production']);
    log.warn({ code: 'development-key' }, 'Push tokens are sealed with a key that everybody knows');
    return [developmentKey];
  }
  const parsed = parseKeys(keys);
  if (parsed.mistakes.length === 0) return parsed.keys;
  throw new ConfigError(parsed.mistakes.map((mistake) => `JOURNEYS_PUSH_KEYS: ${mistake}`));
}
