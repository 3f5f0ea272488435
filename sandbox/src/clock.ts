import { setImmediate as turn } from 'node:timers/promises';

/**
 * The sandbox's time. It runs with the real one and can be moved forward: polls, waits, quiet times and expiries need
 * not be waited for. It never goes back.
 */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Rings once after `ms`; the returned function cancels. Does not keep the process alive. */
  after(ms: number, ring: () => void): () => void;
  wait(ms: number): Promise<void>;
  /**
   * Moves the time forward by `ms`: every timer on the way rings in order and at its own moment, those included that
   * are set on the way. What a timer begins is waited for as `settle` says. Rejects with an AggregateError at the end
   * of the way when a ring has thrown.
   */
  advance(ms: number): Promise<void>;
  /** Milliseconds that it is ahead of where it would be had it never been moved. */
  ahead(): number;
}

export interface ClockOptions {
  /** What `ahead()` said at the end of an earlier run. */
  ahead?: number;
  /** The time stands still between two `advance`, beginning with this moment: for tests. */
  stoppedAt?: number;
  /** Resolves when what the last timer has begun is done, or takes too long; default: a turn of the event loop. */
  settle?: () => Promise<unknown>;
}

interface Timer {
  at: number;
  ring: () => void;
  real?: NodeJS.Timeout;
}

/** Node's own limit for one timer, in milliseconds; longer ones are set again. */
const LONGEST = 2 ** 31 - 1;

export function createClock({ ahead = 0, stoppedAt, settle = turn }: ClockOptions = {}): SandboxClock {
  const base = stoppedAt === undefined ? Date.now : () => stoppedAt;
  const timers = new Set<Timer>();
  let moved = ahead;
  let moving = Promise.resolve();
  const now = () => base() + moved;

  function arm(timer: Timer): void {
    clearTimeout(timer.real);
    if (stoppedAt !== undefined) return;
    const left = Math.max(0, timer.at - now());
    timer.real = setTimeout(() => (timer.at <= now() ? ring(timer) : arm(timer)), Math.min(left, LONGEST));
    timer.real.unref();
  }
  function ring(timer: Timer): void {
    clearTimeout(timer.real);
    if (timers.delete(timer)) timer.ring();
  }
  function after(ms: number, ringer: () => void): () => void {
    const timer: Timer = { at: now() + Math.max(0, ms), ring: ringer };
    timers.add(timer);
    arm(timer);
    return () => {
      clearTimeout(timer.real);
      timers.delete(timer);
    };
  }
  /** A ring that throws ends neither the way nor the clock; it is told at the end. */
  async function move(ms: number): Promise<void> {
    const target = now() + ms;
    const errors: unknown[] = [];
    for (let next = earliest(timers, target); next; next = earliest(timers, target)) {
      moved += Math.max(0, next.at - now());
      try {
        ring(next);
      } catch (error) {
        errors.push(error);
      }
      await settle();
    }
    moved += Math.max(0, target - now());
    timers.forEach(arm);
    if (errors.length > 0) throw new AggregateError(errors, 'what was due on the way has failed');
  }

  return {
    ...{ now, after },
    wait: (ms) => new Promise((resolve) => after(ms, resolve)),
    advance(ms) {
      if (!(ms >= 0 && Number.isFinite(ms))) throw new RangeError('the clock moves forward only');
      const done = moving.then(() => move(ms));
      moving = done.catch(() => undefined);
      return done;
    },
    ahead: () => moved,
  };
}

function earliest(timers: ReadonlySet<Timer>, target: number): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) if (timer.at <= target && timer.at < (first?.at ?? Infinity)) first = timer;
  return first;
}
