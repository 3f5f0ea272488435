import type { ClockPort } from '@journeys-push/shell/core';
import type { Lifetime } from './lifetime.ts';

/** The real time. */
export const systemClock: ClockPort = {
  now: Date.now,
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

export interface ProcessClockOptions {
  clock: ClockPort;
  life: Lifetime;
  /** Milliseconds that the phone's clock is ahead now. */
  skew(): number;
}

/** The clock of one process: its timers die with it, and what it reads is as wrong as the phone's clock. */
export const processClock = ({ clock, life, skew }: ProcessClockOptions): ClockPort => ({
  now: () => clock.now() + skew(),
  after: (ms, callback) => clock.after(ms, () => life.alive && callback()),
});
