/** The sandbox's time, as far as the lab knows it. */
export interface LabClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back every second, and when somebody has moved the sandbox's time. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** `aheadMs`: how far the sandbox's time is ahead of this computer's. */
export function createLabClock(aheadMs: {
  get(): number;
  subscribe(listener: () => void): () => void;
}): LabClock {
  const listeners = new Set<() => void>();
  const tick = () => {
    for (const listener of listeners) listener();
  };
  const stop = aheadMs.subscribe(tick);
  const timer = setInterval(tick, 1000);
  return {
    now: () => Date.now() + aheadMs.get(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      stop();
    },
  };
}

const second = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `09:41:05` */
export const formatSecond = (at: number): string => second.format(at);
