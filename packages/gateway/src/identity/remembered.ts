import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { sha256 } from '../secrets.ts';
import type { Verified, Verify } from './verify.ts';

/** About 400 bytes each. */
const MAX_TOKENS = 20_000;

/**
 * Remembers the tokens that were good, by hash and no longer than they last, since checking a signature costs more than
 * all the rest of a request (facts: performance.md). What is refused is not remembered: it may be good with the next
 * keys.
 */
export function remembering(
  verify: Verify,
  clock: Clock,
  most = MAX_TOKENS,
): { verify: Verify; forget(): void } {
  const known = new LRUCache<string, Verified>({ max: most });
  // A check that began before `forget` was made with keys that may be gone.
  let era = 0;
  return {
    async verify(token) {
      const hash = sha256(token).toString('base64url');
      const found = known.get(hash);
      if (found && clock.now() < found.until) return found;
      const begun = era;
      const outcome = await verify(token);
      if (!('problem' in outcome) && begun === era) known.set(hash, outcome);
      return outcome;
    },
    forget() {
      era++;
      known.clear();
    },
  };
}
