import type { PhoneOptions } from '../../phone/options.ts';

type ClockPort = NonNullable<PhoneOptions['clock']>;

/** A clock that stands still until it is told to jump to the next timer: minutes of back-off cost no time. */
export interface JumpingClock extends ClockPort {
  /** Milliseconds until the next timer rings; undefined: none is set. */
  nextIn(): number | undefined;
  /** Goes to the next timer and rings it. */
  jump(): void;
}

export function createJumpingClock(): JumpingClock {
  const timers = new Set<{ at: number; ring: () => void }>();
  let now = Date.now();
  const next = () => [...timers].sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after(ms, ring) {
      const timer = { at: now + ms, ring };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    nextIn() {
      const timer = next();
      return timer && Math.max(0, timer.at - now);
    },
    jump() {
      const timer = next();
      if (!timer) return;
      timers.delete(timer);
      now = Math.max(now, timer.at);
      timer.ring();
    },
  };
}
