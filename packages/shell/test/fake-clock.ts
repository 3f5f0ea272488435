import type { ClockPort } from '../src/core/ports.ts';

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends ClockPort {
  /** Lets time pass; what it starts has come to rest afterwards. */
  advance(ms: number): Promise<void>;
  /** Timers that are set. */
  pending(): number;
}

/** Everything that can happen without time has happened. */
export const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createFakeClock(start = Date.parse('2026-11-24T08:00:00Z')): FakeClock {
  const timers = new Map<number, { at: number; ring: () => void }>();
  let now = start;
  let count = 0;
  const due = (until: number) =>
    [...timers].filter(([, { at }]) => at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  return {
    now: () => now,
    after(ms, ring) {
      count += 1;
      const id = count;
      timers.set(id, { at: now + ms, ring });
      return () => void timers.delete(id);
    },
    pending: () => timers.size,
    async advance(ms) {
      const until = now + ms;
      await rest();
      for (let next = due(until); next; next = due(until)) {
        const [id, { at, ring }] = next;
        timers.delete(id);
        now = Math.max(now, at);
        ring();
        await rest();
      }
      now = until;
    },
  };
}
