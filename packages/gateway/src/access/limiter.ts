import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Rate } from './config.ts';

/** Lets through so many at once, and over time no more than its rate. */
export interface Limiter {
  /** Takes one for the key; 0: it may pass. Else how long to wait, in milliseconds, and nothing is taken. */
  take(key: string): number;
}

/** Memory is bounded: beyond so many keys, the one that was quiet for longest starts afresh. */
const MAX_KEYS = 50_000;

/**
 * The generic cell rate algorithm: one number a key, namely when its allowance is full again. (rate-limiter-flexible
 * keeps a timer for each key, as many keys as come, and goes by the system's clock.)
 */
export function createLimiter({ requests, perSeconds }: Rate, clock: Clock, maxKeys = MAX_KEYS): Limiter {
  const interval = (perSeconds * 1_000) / requests;
  // Small numbers keep fractions of a millisecond.
  const start = clock.now();
  const fullAgainAt = new LRUCache<string, number>({ max: maxKeys });
  return {
    take(key) {
      const now = clock.now() - start;
      const next = Math.max(fullAgainAt.get(key) ?? now, now) + interval;
      const wait = next - now - requests * interval;
      // Less than the clock can tell is no wait.
      if (wait >= 1) return Math.ceil(wait);
      fullAgainAt.set(key, next);
      return 0;
    },
  };
}

export const unlimited: Limiter = { take: () => 0 };
