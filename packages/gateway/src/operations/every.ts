import type { Clock } from '../clock.ts';

/** Does it at most so often, and once for all who ask meanwhile. A failure is not kept. */
export function every<T>(clock: Clock, keptMs: number, work: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | undefined;
  let until = Number.NEGATIVE_INFINITY;
  return () => {
    if (last && clock.now() < until) return last;
    until = Number.POSITIVE_INFINITY;
    last = work().then(
      (result) => {
        until = clock.now() + keptMs;
        return result;
      },
      (error: unknown) => {
        until = Number.NEGATIVE_INFINITY;
        throw error;
      },
    );
    return last;
  };
}

/** Rejects after `ms`, whatever becomes of the work. */
export function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error('out of time')));
    work.then(resolve, reject).finally(cancel);
  });
}
