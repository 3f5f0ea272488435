import type { Pool } from 'pg';
import type { Clock } from './clock.ts';
import { migrate } from './db/migrate.ts';
import type { Underway } from './http/underway.ts';
import type { Notices } from './installations/notices.ts';
import type { Waiters } from './installations/waiters.ts';
import type { Writer } from './installations/writer.ts';
import type { Timing } from './timing.ts';
import type { Keeping } from './vault/keeping.ts';

/** A part that does something by itself. */
interface Living {
  start(): void | Promise<void>;
  close(): void | Promise<void>;
}

export interface LifeOptions {
  pool: Pool;
  /** Whether the pool ends with the gateway. */
  ownsPool: boolean;
  clock: Clock;
  timing: Pick<Timing, 'closeGraceMs'>;
  /** Aborted when what is under way has had its time. */
  ending: AbortController;
  requests: Underway;
  writer: Pick<Writer, 'close'>;
  waiters: Pick<Waiters, 'close'>;
  keeping: Pick<Keeping, 'start' | 'close'>;
  notices: Pick<Notices, 'start' | 'close'>;
  /** What begins last, one after the other. */
  inOrder: Living[];
}

/** How a gateway begins and ends. */
export interface Life {
  /** Brings the database to this version and begins to work. */
  start(): Promise<void>;
  /** True from the moment `close` is called. */
  isClosing(): boolean;
  /** Lets waiting requests go, finishes what is under way or gives it up, and ends. */
  close(): Promise<void>;
}

export function createLife(options: LifeOptions): Life {
  const { pool, keeping, notices, inOrder } = options;
  let closing: Promise<void> | undefined;
  return {
    async start() {
      await migrate(pool);
      await keeping.start();
      notices.start();
      for (const part of inOrder) await part.start();
    },
    isClosing: () => closing !== undefined,
    close() {
      closing ??= end(options);
      return closing;
    },
  };
}

async function end(options: LifeOptions): Promise<void> {
  const { pool, clock, timing, ending, requests, writer, waiters, keeping, notices, inOrder } = options;
  waiters.close();
  const cancel = clock.after(timing.closeGraceMs, () => ending.abort());
  // What requests have asked to be written is written before the writer ends.
  const ended = requests.ended(ending.signal).then(writer.close);
  await Promise.all([keeping.close(), ended, ...inOrder.map((part) => part.close())]);
  cancel();
  // Last: what has just been settled is told too.
  await notices.close();
  if (options.ownsPool) await pool.end();
}
