import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';

/** How long registrations wait for their confirmation, of those that this process accepts and confirms. */
export interface Waits {
  /** Durably accepted, and to be registered. */
  accepted(installationId: string, traceId: string): void;
  /** Seconds since then; `undefined`: another process accepted it, or it was another wish, or too long ago. */
  confirmed(installationId: string, traceId: string): number | undefined;
}

/** Beyond so many, the oldest is forgotten: with such a backlog its age says more. */
const MOST = 50_000;

export function createWaits(clock: Clock): Waits {
  const waiting = new LRUCache<string, { traceId: string; at: number }>({ max: MOST });
  return {
    accepted(installationId, traceId) {
      waiting.set(installationId, { traceId, at: clock.now() });
    },
    confirmed(installationId, traceId) {
      const wish = waiting.get(installationId);
      if (wish?.traceId !== traceId) return undefined;
      waiting.delete(installationId);
      return (clock.now() - wish.at) / 1_000;
    },
  };
}
