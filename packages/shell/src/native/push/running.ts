import type { Arrival } from '../../core/ports.ts';

/** Decides whether an arrival is shown. */
export type Decide = (arrival: Arrival) => Promise<'show' | 'hide'>;

/**
 * The core that runs in this process, for the background task: Android runs both in one JavaScript world, and starts
 * the task without any of the app's screens where the app was not running.
 */
let running: Decide | undefined;
let waiting: ((decide: Decide) => void)[] = [];

export const runningCore = (): Decide | undefined => running;

/** Settles as soon as there is one; never, where none comes. */
export const awaitCore = async (): Promise<Decide> =>
  running ?? new Promise((resolve) => waiting.push(resolve));

export function setRunningCore(decide: Decide): () => void {
  running = decide;
  for (const tell of waiting) tell(decide);
  waiting = [];
  return () => {
    if (running === decide) running = undefined;
  };
}
