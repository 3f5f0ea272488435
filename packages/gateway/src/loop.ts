import { createAlarm } from './alarm.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

export interface LoopOptions {
  /** Names it in the log. */
  name: string;
  /** Does what is due now, or part of it; resolves with how much that was. */
  round: () => Promise<number>;
  /** When something is due next. */
  nextDue: () => Promise<number | undefined>;
  clock: Clock;
  /** How often to look for due work that nobody woke us for. */
  sweepMs: number;
  /** The pause after a round that failed. */
  retryMs: number;
  log: Pick<Log, 'error'>;
}

/** One worker for the whole gateway: runs rounds for as long as something is due, and sleeps until something may be. */
export interface Loop {
  start(): void;
  /** Something has become due. */
  wake(): void;
  /** Ends after the round under way. */
  close(): Promise<void>;
}

/** Between two looks, however soon something is due: another gateway may be at it. */
const SHORTEST_SLEEP_MS = 25;

export function createLoop(options: LoopOptions): Loop {
  const { clock, sweepMs } = options;
  const alarm = createAlarm(clock);
  let closed = false;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!closed) {
      const pause = await turn(options);
      if (pause > 0 && !closed) await alarm.sleep(Math.min(pause, sweepMs));
    }
  }

  return {
    start() {
      running = run();
    },
    wake: alarm.ring,
    async close() {
      closed = true;
      alarm.ring();
      await running;
    },
  };
}

/** One look; resolves with how long to sleep then. */
async function turn({ name, round, nextDue, clock, retryMs, log }: LoopOptions): Promise<number> {
  try {
    if ((await round()) > 0) return 0;
    const due = (await nextDue()) ?? Number.POSITIVE_INFINITY;
    return Math.max(SHORTEST_SLEEP_MS, due - clock.now());
  } catch (error) {
    log.error({ code: 'round-failed', name, error: (error as Error).message }, 'A round of work failed');
    return retryMs;
  }
}
