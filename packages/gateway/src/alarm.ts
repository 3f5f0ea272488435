import type { Clock } from './clock.ts';

/** Wakes a sleeper. A ring while nobody sleeps is kept for the next one, so none is lost. */
export interface Alarm {
  ring(): void;
  /** Resolves after `ms`, at a ring, or at once if one has come since the last sleep. */
  sleep(ms: number): Promise<void>;
}

export function createAlarm(clock: Clock): Alarm {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async sleep(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const cancel = clock.after(ms, resolve);
          wake = () => {
            cancel();
            resolve();
          };
        });
        wake = undefined;
      }
      rung = false;
    },
  };
}
