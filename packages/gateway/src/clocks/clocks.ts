import { type Clock, systemClock } from '../clock.ts';
import type { Sql } from '../db/connect.ts';
import type { Log } from '../log.ts';
import { measureSkew } from './skew.ts';

export interface ClocksOptions {
  /** Taken as it is: a test owns time. */
  clock?: Clock | undefined;
  /** This machine's; default: the system's. */
  machineClock?: Clock | undefined;
}

/**
 * The gateway's time: this machine's clock, put right by the database's. A lease is a time, and so is everything that
 * says when something is due: gateways on one database must not differ about it.
 */
export interface Clocks {
  clock: Clock;
  /** What puts it right while the gateway runs. */
  keep(options: KeepOptions): ClockKeeper;
}

export interface KeepOptions {
  pool: Sql;
  log: Pick<Log, 'info' | 'error'>;
  /** From how many seconds on it is told. */
  clockSkewSeconds: number;
}

export interface ClockKeeper {
  /** Resolves when the clock has been put right for the first time. */
  start(): Promise<void>;
  /** How far this machine's clock is ahead of the database's, in milliseconds. Absent: not known. */
  skewMs(): number | undefined;
  /** The same where it is so far that it is told. */
  tellableMs(): number | undefined;
  close(): void;
}

/** A clock that is set while the gateway runs may be wrong for so long. */
const EVERY_MS = 10_000;

/** Time that jumps by less helps nobody. */
const SMALLEST_MS = 50;

export function createClocks({ clock: own, machineClock: machine = systemClock }: ClocksOptions): Clocks {
  if (own) return { clock: own, keep: () => idle };
  let ahead = 0;
  const correct = (ms: number) => {
    ahead = ms;
  };
  return {
    clock: { now: () => Math.round(machine.now() - ahead), after: machine.after },
    keep: (options) => createKeeper(machine, options, correct),
  };
}

const idle: ClockKeeper = {
  start: async () => undefined,
  skewMs: () => undefined,
  tellableMs: () => undefined,
  close: () => undefined,
};

function createKeeper(
  machine: Clock,
  { pool, log, clockSkewSeconds }: KeepOptions,
  correct: (skewMs: number) => void,
): ClockKeeper {
  let skew: number | undefined;
  let corrected = 0;
  let isTold = false;
  let closed = false;
  let cancel = () => {};
  const tellable = () =>
    skew !== undefined && Math.abs(skew) >= clockSkewSeconds * 1_000 ? skew : undefined;

  function tell(): void {
    if ((tellable() !== undefined) === isTold) return;
    isTold = !isTold;
    const skewSeconds = Math.round(skew ?? 0) / 1_000;
    if (isTold) log.error({ code: 'clock-skewed', skewSeconds }, SKEWED);
    else log.info({ code: 'clock-agrees', skewSeconds }, 'The clocks of this machine and the database agree');
  }

  async function look(): Promise<void> {
    // Whoever needs the database says so if it is gone.
    const measured = await measureSkew(pool, machine).catch(() => undefined);
    if (measured) {
      skew = measured.skewMs;
      // What the way to the database may have taken is no difference.
      if (Math.abs(skew - corrected) > Math.max(measured.uncertainMs, SMALLEST_MS)) {
        corrected = skew;
        correct(skew);
      }
      tell();
    }
    if (!closed) cancel = machine.after(EVERY_MS, () => void look());
  }

  return {
    start: look,
    skewMs: () => skew,
    tellableMs: tellable,
    // A look that is under way is not waited for: a database that has gone must not hold up the end.
    close() {
      closed = true;
      cancel();
    },
  };
}

const SKEWED =
  'The clocks of this machine and the database differ: the gateway goes by the database’s. Check NTP on both';
