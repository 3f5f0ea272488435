import type { Clock } from '../src/clock.ts';

/** Runs like the system's, and can jump ahead. */
export interface TestClock extends Clock {
  /** Jumps; what falls due on the way is called. */
  skip(ms: number): void;
}

export function createTestClock(): TestClock {
  let ahead = 0;
  const waiting = new Set<{ at: number; callback: () => void; timer?: NodeJS.Timeout }>();
  const now = () => Date.now() + ahead;
  const arm = (entry: { at: number; callback: () => void; timer?: NodeJS.Timeout }) => {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(
      () => {
        waiting.delete(entry);
        entry.callback();
      },
      Math.max(0, entry.at - now()),
    );
  };
  return {
    now,
    after(ms, callback) {
      const entry = { at: now() + ms, callback };
      waiting.add(entry);
      arm(entry);
      return () => {
        waiting.delete(entry);
        clearTimeout((entry as { timer?: NodeJS.Timeout }).timer);
      };
    },
    skip(ms) {
      ahead += ms;
      for (const entry of waiting) arm(entry);
    },
  };
}

/** Stands still until it is told to move, to the next thing that waits or by a span. */
export function createStillClock(
  start = Date.parse('2026-01-01T00:00:00Z'),
): Clock & { move(to: number): void } {
  let now = start;
  return {
    now: () => now,
    after: () => () => undefined,
    move(to) {
      now = Math.max(now, to);
    },
  };
}
