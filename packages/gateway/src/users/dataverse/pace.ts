import type { Clock } from '../../clock.ts';
import { doubled } from '../../timing.ts';

/** Dataverse is asked in measure: not at all while it wants to be left alone, and less often while it does not answer. */
export interface Pace {
  /** How long nothing may be asked, in milliseconds; 0: now. */
  heldFor(): number;
  /** It asked for a pause (facts: dynamics.md §4: the wait grows for who keeps pressing). */
  pause(ms: number): void;
  /** It did not answer, or not with anything of use. */
  failed(): void;
  answered(): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

export function createPace(clock: Clock): Pace {
  let until = 0;
  let failures = 0;
  const heldFor = () => Math.max(0, until - clock.now());
  const pause = (ms: number) => {
    until = Math.max(until, clock.now() + ms);
  };
  return {
    heldFor,
    pause,
    failed() {
      // Calls that were under way together fail together: that is one failure.
      if (heldFor() > 0) return;
      pause(doubled(FIRST_PAUSE_MS, failures++, LONGEST_PAUSE_MS));
    },
    answered() {
      failures = 0;
    },
  };
}
