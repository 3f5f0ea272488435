/**
 * Work that tells of itself while it is done. Whoever iterates is told everything from the start, also who comes late
 * or comes again; and hears at the end, as an error, what has ended it before it was done. To stop iterating does not
 * end the work.
 */
export interface Run<Told, Result> extends AsyncIterable<Told> {
  readonly result: Promise<Result>;
}

/** Begins at once. */
export function startRun<Told, Result>(
  work: (tell: (told: Told) => void) => Promise<Result>,
): Run<Told, Result> {
  const all: Told[] = [];
  const listeners = new Set<() => void>();
  let isOver = false;
  const wake = () => {
    for (const listener of listeners) listener();
    listeners.clear();
  };
  const result = work((told) => {
    all.push(told);
    wake();
  }).finally(() => {
    isOver = true;
    wake();
  });
  // Whoever waits for one of the two hears of it; who waits for neither has no use for it.
  result.catch(() => {});
  return {
    result,
    async *[Symbol.asyncIterator]() {
      let at = 0;
      while (at < all.length || !isOver) {
        const next = all.slice(at);
        at = all.length;
        yield* next;
        if (at === all.length && !isOver) await new Promise<void>((resolve) => listeners.add(resolve));
      }
      await result;
    },
  };
}
