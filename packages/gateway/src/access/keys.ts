import type { Clock } from '../clock.ts';
import type { Sql } from '../db/connect.ts';
import { matchesHash } from '../secrets.ts';
import type { Rate } from './config.ts';
import { type ApiKey, parseKey, stateOf } from './key.ts';
import { findKey, type StoredKey, touchKey } from './key-store.ts';
import { createLimiter, unlimited } from './limiter.ts';

export interface KeysOptions {
  pool: Sql;
  clock: Clock;
  /** How often one key may come. */
  rate: Rate | false;
}

/** Tells who holds an API key. */
export interface Keys {
  /** The key that the bearer text is; `undefined`: unknown, revoked or expired. */
  authenticate(bearer: string): Promise<ApiKey | undefined>;
  /** Counts a request with the key; 0: it may pass, else how long to wait, in milliseconds. */
  take(id: string): number;
}

/** How long a key is believed without a look at the database: so long a revoked one may still be taken. */
const BELIEVED_MS = 5_000;

/** `last_used` is written no more often than this. */
const TOUCH_MS = 60_000;

/**
 * Keys are kept for a few seconds, so that a bulk of requests asks the database once. Only keys that exist are kept: a
 * stranger who tries ids fills no memory.
 */
export function createKeys({ pool, clock, rate }: KeysOptions): Keys {
  const limiter = rate ? createLimiter(rate, clock) : unlimited;
  const believed = new Map<string, { key: StoredKey; until: number }>();

  async function load(id: string): Promise<StoredKey | undefined> {
    const kept = believed.get(id);
    if (kept && kept.until > clock.now()) return kept.key;
    const key = await findKey(pool, id);
    if (key) believed.set(id, { key, until: clock.now() + BELIEVED_MS });
    else believed.delete(id);
    return key;
  }

  return {
    take: limiter.take,
    async authenticate(bearer) {
      const parts = parseKey(bearer);
      const stored = parts && (await load(parts.id));
      if (!stored || !matchesHash(parts.secret, stored.secretHash)) return undefined;
      const now = clock.now();
      if (stateOf(stored, now) !== 'active') return undefined;
      if (now - (stored.lastUsed ?? 0) >= TOUCH_MS) {
        // At once, so that requests at the same moment do not tell it too.
        stored.lastUsed = now;
        await touchKey(pool, stored.id, now);
      }
      const { secretHash: _, ...key } = stored;
      return key;
    },
  };
}
