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

/** The clock of one process: its timers die with it. */
export const processClock = (clock: ClockPort, life: Lifetime): ClockPort => ({
  now: () => clock.now(),
  after: (ms, callback) => clock.after(ms, () => life.alive && callback()),
});
