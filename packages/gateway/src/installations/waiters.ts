import { type Alarm, createAlarm } from '../alarm.ts';
import type { Clock } from '../clock.ts';

/** How often a waiting request looks by itself: another gateway may have settled the device, and its notice be lost. */
const LOOK_MS = 1_000;

export interface Wait<T> {
  /** The truth. */
  read: () => Promise<T>;
  isDone: (value: T) => boolean;
  /** Milliseconds since the epoch. */
  until: number;
  /** The caller has gone. */
  signal?: AbortSignal;
}

/** Requests that wait for something to happen to an installation. */
export interface Waiters {
  /** Something has happened to these. */
  notify(installationIds: string[]): void;
  /** Anything may have happened to anybody. */
  notifyAll(): void;
  /** Reads until done, out of time, or closed; resolves with what was read last. */
  wait<T>(installationId: string, wait: Wait<T>): Promise<T>;
  /** Lets everybody go. */
  close(): void;
}

export function createWaiters(clock: Clock): Waiters {
  const waiting = new Map<string, Set<Alarm>>();
  let closed = false;

  const add = (id: string, alarm: Alarm): (() => void) => {
    const alarms = waiting.get(id) ?? new Set();
    waiting.set(id, alarms.add(alarm));
    return () => {
      alarms.delete(alarm);
      if (alarms.size === 0) waiting.delete(id);
    };
  };
  const ring = (alarms: Iterable<Alarm> = []) => {
    for (const alarm of alarms) alarm.ring();
  };

  return {
    notify(ids) {
      for (const id of ids) ring(waiting.get(id));
    },
    notifyAll() {
      for (const alarms of waiting.values()) ring(alarms);
    },
    async wait(id, { read, isDone, until, signal }) {
      // Listening starts before the first look: what happens in between is a kept ring, never lost.
      const alarm = createAlarm(clock);
      const leave = add(id, alarm);
      signal?.addEventListener('abort', alarm.ring);
      try {
        for (;;) {
          const value = await read();
          const left = until - clock.now();
          if (isDone(value) || left <= 0 || closed || signal?.aborted) return value;
          await alarm.sleep(Math.min(left, LOOK_MS));
        }
      } finally {
        leave();
        signal?.removeEventListener('abort', alarm.ring);
      }
    },
    close() {
      closed = true;
      for (const alarms of waiting.values()) ring(alarms);
    },
  };
}
