import type { Pool } from 'pg';
import { type Alarm, createAlarm } from './alarm.ts';
import type { Clock } from './clock.ts';
import type { AppChannel } from './config.ts';
import type { Sql } from './db/connect.ts';
import type { Log } from './log.ts';
import type { Timing } from './timing.ts';

export interface WorkersOptions {
  pool: Pool;
  /** As they are now: a reload changes the list. */
  apps: readonly AppChannel[];
  /** Nothing is done for the app before this time. */
  heldUntil: (app: AppChannel) => number;
  clock: Clock;
  timing: Timing;
  log: Log;
  /** Does what is due for the app now, or part of it; resolves with how much that was. */
  round: (app: AppChannel) => Promise<number>;
  /** When something is due next for the app. */
  nextDue: (sql: Sql, app: string, now: number) => Promise<number | undefined>;
}

export interface Workers {
  start(): void;
  /** The list of apps has changed. */
  reload(): void;
  /** Something has become due. */
  wake(): void;
  /** Ends after the rounds under way. */
  close(): Promise<void>;
}

/** Workers for each app: one slow channel holds up no other, one slow call does not hold up its channel. */
const WORKERS = 2;

/** Between two looks, however soon something is due: another worker may be claiming it. */
const SHORTEST_SLEEP_MS = 25;

/** Runs rounds for as long as something is due, and sleeps until something may be. */
export function createWorkers(options: WorkersOptions): Workers {
  const alarms = new Set<Alarm>();
  const workers = new Set<Promise<void>>();
  const served = new Set<string>();
  let closed = false;
  const current = (id: string) => (closed ? undefined : options.apps.find((app) => app.id === id));

  /** Ends when the app is no longer configured. */
  async function work(id: string): Promise<void> {
    const alarm = createAlarm(options.clock);
    alarms.add(alarm);
    for (let app = current(id); app; app = current(id)) {
      const pause = await turn(options, app);
      if (pause > 0 && current(id)) await alarm.sleep(pause);
    }
    alarms.delete(alarm);
    served.delete(id);
  }

  const wake = () => {
    for (const alarm of alarms) alarm.ring();
  };

  function start(): void {
    for (const { id } of options.apps.filter((app) => !served.has(app.id))) {
      served.add(id);
      for (let count = 0; count < WORKERS; count++) {
        const worker = work(id).finally(() => workers.delete(worker));
        workers.add(worker);
      }
    }
  }

  return {
    start,
    wake,
    reload() {
      start();
      wake();
    },
    async close() {
      closed = true;
      wake();
      await Promise.all(workers);
    },
  };
}

/** One look at the app; resolves with how long to sleep then. */
async function turn(
  { pool, heldUntil, clock, timing, log, round, nextDue }: WorkersOptions,
  app: AppChannel,
): Promise<number> {
  const held = heldUntil(app) - clock.now();
  if (held > 0) return Math.min(held, timing.sweepMs);
  try {
    if ((await round(app)) > 0) return 0;
    const due = (await nextDue(pool, app.id, clock.now())) ?? Number.POSITIVE_INFINITY;
    return Math.max(SHORTEST_SLEEP_MS, Math.min(due - clock.now(), timing.sweepMs));
  } catch (error) {
    log.error(
      { code: 'round-failed', app: app.id, error: (error as Error).message },
      'A round of work failed',
    );
    return timing.firstRetryMs;
  }
}
