import type { Wait } from './kit.ts';

/** Tells whoever waits that something in the sandbox has changed. */
export interface Live {
  /** Calls back after every change; the returned function ends it. */
  subscribe(changed: () => void): () => void;
}

/** Waits for what the sandbox announces, without looking at it again and again. */
export interface Waiting {
  /** Looks, and looks again after every change, until there is something to see; undefined when the time is up. */
  until<T>(look: () => Promise<T | undefined>, wait?: Wait): Promise<T | undefined>;
}

/** How long an expectation waits by itself, in real milliseconds. */
export const WITHIN_MS = 5_000;

// A test that fakes the runner's timers means its own, not the deadline of an expectation.
const { setTimeout: later, clearTimeout: forget } = globalThis;

export function createWaiting(live: Live): Waiting {
  return {
    async until(look, { within = WITHIN_MS } = {}) {
      const end = performance.now() + within;
      const atOnce = await look();
      if (atOnce !== undefined) return atOnce;
      const changes = changesOf(live);
      try {
        for (;;) {
          const left = end - performance.now();
          if (left <= 0) return undefined;
          await changes.next(left);
          const seen = await look();
          if (seen !== undefined) return seen;
        }
      } finally {
        changes.stop();
      }
    },
  };
}

/** The first change comes when the live events are there: nothing is missed that has happened before. */
function changesOf(live: Live) {
  let pending = false;
  let wake: () => void = () => {};
  const stop = live.subscribe(() => {
    pending = true;
    wake();
  });
  return {
    stop,
    /** Resolves when something has changed since it was asked last, or after `ms`. */
    async next(ms: number): Promise<void> {
      if (!pending) {
        await new Promise<void>((resolve) => {
          const timer = later(resolve, ms);
          wake = () => {
            forget(timer);
            resolve();
          };
        });
      }
      pending = false;
    },
  };
}
