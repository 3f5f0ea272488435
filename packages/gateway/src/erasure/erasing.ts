import type { Erasure } from '@journeys-push/contract/operator-gateway';
import type { Pool } from 'pg';
import { createAlarm } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Timing } from '../timing.ts';
import type { Vault } from '../vault/vault.ts';
import { advanceErasures } from './advance.ts';
import { readErasure } from './read.ts';
import { type ErasureRequest, requestErasure } from './request.ts';

export interface ErasingOptions {
  pool: Pool;
  vault: Pick<Vault, 'hash'>;
  clock: Clock;
  timing: Timing;
  log: Log;
  /** Something has become due. */
  wake: () => void;
}

/** Erases people. What is asked for is durable at once; the rest goes on by itself, also after a crash. */
export interface Erasing {
  /** `undefined`: nothing is held on this user id. */
  request(request: Omit<ErasureRequest, 'now'>): Promise<Erasure | undefined>;
  read(erasureId: string): Promise<Erasure | undefined>;
  start(): void;
  close(): Promise<void>;
}

/** While an erasure is open, how often to look whether Dynamics has given up everything. */
const LOOK_MS = 5_000;

export function createErasing({ pool, vault, clock, timing, log, wake }: ErasingOptions): Erasing {
  const alarm = createAlarm(clock);
  let closed = false;
  let working: Promise<void> | undefined;

  async function step(): Promise<number> {
    try {
      const open = await advanceErasures(pool, { now: clock.now });
      if (open > 0) wake();
      return open > 0 ? Math.min(LOOK_MS, timing.sweepMs) : timing.sweepMs;
    } catch (error) {
      log.error({ code: 'erasure-failed', error: (error as Error).message }, 'An erasure could not go on');
      return timing.sweepMs;
    }
  }

  async function work(): Promise<void> {
    while (!closed) {
      const pause = await step();
      if (!closed) await alarm.sleep(pause);
    }
  }

  return {
    async request(request) {
      const id = await requestErasure(pool, vault, { ...request, now: clock.now() });
      wake();
      alarm.ring();
      return id === undefined ? undefined : readErasure(pool, id);
    },
    read: (erasureId) => readErasure(pool, erasureId),
    start() {
      working = work();
    },
    async close() {
      closed = true;
      alarm.ring();
      await working;
    },
  };
}
