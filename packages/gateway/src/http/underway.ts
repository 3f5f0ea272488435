/** Requests that are being answered, so that closing can wait for them. */
export interface Underway {
  run<T>(work: Promise<T>): Promise<T>;
  /** Resolves when none is left. */
  ended(): Promise<void>;
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
    async ended() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
