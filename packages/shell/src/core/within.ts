import type { ClockPort } from './ports.ts';

/**
 * The value of `work`, or undefined once `ms` have passed or the work has failed. What the phone's system does may
 * hang for ever (facts: shell.md §6, "Tokens"); nothing of ours does.
 */
export function within<T>(clock: ClockPort, ms: number, work: () => Promise<T> | T): Promise<T | undefined> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(undefined));
    const settle = (value: T | undefined) => {
      cancel();
      resolve(value);
    };
    attempt(work).then(settle, () => settle(undefined));
  });
}

/** Also turns what `work` throws at once into a rejection. */
const attempt = async <T>(work: () => Promise<T> | T): Promise<T> => work();
