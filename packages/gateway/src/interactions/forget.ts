import type { Clock } from '../clock.ts';
import type { Sql } from '../db/connect.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import type { Timing } from '../timing.ts';
import { forgetSettled } from './store.ts';

export interface ForgettingOptions {
  pool: Sql;
  clock: Clock;
  log: Log;
  timing: Pick<Timing, 'interactionKeptMs' | 'sweepMs' | 'maxRetryMs'>;
}

const AT_ONCE = 5_000;

/** Deletes opens that were settled long ago: they are only kept to know one that is told again. */
export function createForgetting({ pool, clock, log, timing }: ForgettingOptions): Loop {
  return createLoop({
    ...{ clock, log, name: 'opens-forgotten', sweepMs: timing.sweepMs, retryMs: timing.maxRetryMs },
    round: () => forgetSettled(pool, clock.now() - timing.interactionKeptMs, AT_ONCE),
    nextDue: async () => undefined,
  });
}
