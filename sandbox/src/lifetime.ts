/** What was started, and must be ended. */
export interface Lifetime {
  /** What is kept while the others end is ended with them; what comes later still, at once. */
  keep(closer: () => unknown): void;
  /**
   * Ends it in reverse order; one that fails does not keep the others from ending. Whoever calls it once more waits for
   * the same end.
   */
  close(): Promise<void>;
}

export function createLifetime(): Lifetime {
  const closers: (() => unknown)[] = [];
  let closing: Promise<void> | undefined;
  let closed = false;
  const end = async () => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await attempt(closer);
    closed = true;
  };
  return {
    keep(closer) {
      closers.push(closer);
      if (closed) void end();
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}

async function attempt(closer: () => unknown): Promise<void> {
  try {
    await closer();
  } catch (error) {
    process.stderr.write(`While closing: ${error instanceof Error ? error.message : error}\n`);
  }
}
