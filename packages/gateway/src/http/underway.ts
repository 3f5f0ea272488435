/** Requests that are being answered, so that closing can wait for them. */
export interface Underway {
  run<T>(work: Promise<T>): Promise<T>;
  /** Resolves when none is left, or when `signal` gives up on the rest: a body may never come to its end. */
  ended(signal: AbortSignal): Promise<void>;
}

export function createUnderway(): Underway {
  const running = new Set<Promise<unknown>>();
  return {
    async run(work) {
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    async ended(signal) {
      const givenUp = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      while (running.size > 0 && !signal.aborted) {
        await Promise.race([Promise.allSettled(running), givenUp]);
      }
    },
  };
}
