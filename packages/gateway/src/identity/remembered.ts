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
  const known = new Map<string, Verified>();
  // A check that began before `forget` was made with keys that may be gone.
  let era = 0;
  return {
    async verify(token) {
      const hash = sha256(token).toString('base64url');
      const found = known.get(hash);
      known.delete(hash);
      const begun = era;
      const outcome = found && clock.now() < found.until ? found : await verify(token);
      if ('problem' in outcome || begun !== era) return outcome;
      const [longest] = known.keys();
      if (known.size >= most && longest) known.delete(longest);
      // Used last, forgotten last.
      known.set(hash, outcome);
      return outcome;
    },
    forget() {
      era++;
      known.clear();
    },
  };
}
