import type { Command } from '@journeys-push/contract/page-shell';
import { type Failure, failure } from './failure.ts';
import type { GetPage } from './page.ts';
import type { Post } from './post.ts';

/**
 * Sends a command and resolves with its answer, or with the {@link Failure} that took its place; never rejects.
 * `T` is the shell's word, taken as the contract has it.
 */
export type SendCall = <T>(command: Command, options?: CallOptions) => Promise<T | Failure>;

export interface CallOptions {
  data?: Record<string, unknown> | undefined;
  /** Milliseconds until the call gives up. */
  deadlineMs?: number | undefined;
}

/** A name that no other script can guess, and that the shell takes for a plain identifier. */
function unguessableName(): string {
  const numbers = globalThis.crypto
    ? Array.from(globalThis.crypto.getRandomValues(new Uint32Array(4)))
    : [Math.random() * 2 ** 53, Math.random() * 2 ** 53];
  return `_median_temp_${numbers.map((number) => Math.floor(number).toString(36)).join('')}`;
}

/** Timers count in 32 bits; anything longer would fire at once. */
const longestTimer = 2 ** 31 - 1;

/** The answer comes as a call of a global function of the page, which lives exactly as long as the call. */
export const createCall =
  (getPage: GetPage, post: Post, usualDeadlineMs: number): SendCall =>
  <T>(command: Command, { data, deadlineMs = usualDeadlineMs }: CallOptions = {}) =>
    new Promise<T | Failure>((resolve) => {
      const page = getPage();
      if (!page) return resolve(failure('not-in-app'));
      const callback = unguessableName();
      const settle = (answer: T | Failure) => {
        clearTimeout(timer);
        delete page[callback];
        resolve(answer);
      };
      const timer = setTimeout(settle, Math.min(deadlineMs, longestTimer), failure('deadline'));
      page[callback] = settle;
      post({ command, data: { ...data, callback }, failed: settle });
    });
