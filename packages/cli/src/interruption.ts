import { constants } from 'node:os';

/** How long what was interrupted may take to end. A start has to come to its end first: it cannot be called back. */
const END_WITHIN_MS = 20_000;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Somebody wants the command to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** As a shell has it for a program that the signal has ended. */
  readonly exitCode: number;
  constructor(signal: (typeof SIGNALS)[number]) {
    super('Interrupted.');
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Runs what may be ended from outside: by a signal, by the end of whoever started us, by an error that nobody has
 * caught. Then `signal` is aborted, and when `run` has ended, however it has, the reason is thrown: `Interrupted`, or
 * that error.
 */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  // Only the first reason counts; the others must not end the process before everything is cleared away.
  const interrupt = (name: (typeof SIGNALS)[number]) => controller.abort(new Interrupted(name));
  const orphaned = () => interrupt('SIGHUP');
  const fail = (error: unknown) => controller.abort(error);
  for (const name of SIGNALS) process.on(name, interrupt);
  process.on('disconnect', orphaned).on('uncaughtException', fail);
  let patience: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      patience = setTimeout(reject, END_WITHIN_MS, signal.reason);
    });
  });
  // It may have ended before we listened.
  if (process.connected === false) orphaned();
  try {
    const result = await Promise.race([run(signal), timeIsUp]);
    signal.throwIfAborted();
    return result;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(patience);
    // Once interrupted they stay: whoever called us ends the process now.
    if (!signal.aborted) {
      for (const name of SIGNALS) process.off(name, interrupt);
      process.off('disconnect', orphaned).off('uncaughtException', fail);
    }
  }
}
