import { randomUUID } from 'node:crypto';
import pg, { type Pool } from 'pg';
import type { Clock } from '../clock.ts';
import { keptAlive, letGoSoon } from '../db/connect.ts';
import type { Log } from '../log.ts';
import { createBatches } from './batches.ts';

export interface NoticesOptions {
  pool: Pool;
  clock: Clock;
  log: Pick<Log, 'info' | 'warn'>;
  /** Another gateway has changed these. */
  onNotice: (installationIds: string[]) => void;
  /** It listens, for the first time or again: anything may have happened meanwhile. */
  onGap: () => void;
}

/**
 * Tells the other gateways on the database what has changed, so that a caller who waits there is answered at once. It
 * is a hint: whoever waits also looks by himself. Works by LISTEN and NOTIFY, so not through a pooler that shares
 * connections between transactions.
 */
export interface Notices {
  start(): void;
  /** Gathered: one NOTIFY for what comes while another one is under way. Never fails. */
  tell(installationIds: string[]): void;
  close(): Promise<void>;
}

const CHANNEL = 'journeys_push_changed';

/** A payload may have 8,000 bytes; an id has 36, and a comma. */
const IDS = 200;

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

export function createNotices({ pool, clock, log, onNotice, onGap }: NoticesOptions): Notices {
  const self = randomUUID();
  const outgoing = createBatches<string[], void>({
    keysOf: () => [],
    inFlight: 1,
    isItemsFault: () => false,
    write: async (items) => {
      const ids = [...new Set(items.flat())];
      const pieces = Array.from({ length: Math.ceil(ids.length / IDS) }, (_, piece) =>
        [self, ...ids.slice(piece * IDS, (piece + 1) * IDS)].join(),
      );
      await pool.query('select pg_notify($1, piece) from unnest($2::text[]) piece', [CHANNEL, pieces]);
      return items.map(() => undefined);
    },
  });
  const listening = createListener({ pool, clock, log, onGap, onText });

  function onText(text: string): void {
    const [from, ...ids] = text.split(',');
    if (from !== self) onNotice(ids);
  }

  return {
    start: listening.start,
    tell(ids) {
      // Whoever waits elsewhere looks by himself.
      if (ids.length > 0) outgoing.add(ids).catch(() => undefined);
    },
    async close() {
      await Promise.all([outgoing.close(), listening.close()]);
    },
  };
}

interface ListenerOptions extends Pick<NoticesOptions, 'pool' | 'clock' | 'log' | 'onGap'> {
  onText: (text: string) => void;
}

/** A connection of its own that listens, made anew for as long as it breaks. */
function createListener({ pool, clock, log, onGap, onText }: ListenerOptions) {
  let client: pg.Client | undefined;
  let cancel = () => {};
  let closed = false;
  let delay = FIRST_RETRY_MS;
  let connecting: Promise<void> = Promise.resolve();

  async function connect(): Promise<void> {
    const { options } = pool;
    const next = new pg.Client({
      ...options,
      // A pool hides it from being listed.
      password: options.password,
      // Nothing is said here for hours: its end would not be noticed.
      ...keptAlive,
      application_name: 'journeys-push-gateway listens',
    });
    const lose = once((error?: Error) => lost(next, error));
    next.on('error', lose);
    next.on('end', () => lose());
    next.on('notification', ({ payload = '' }) => onText(payload));
    client = next;
    try {
      await next.connect();
      await letGoSoon(next);
      await next.query(`listen ${CHANNEL}`);
      delay = FIRST_RETRY_MS;
      onGap();
    } catch (error) {
      lose(error as Error);
    }
  }

  function lost(which: pg.Client, error: Error | undefined): void {
    if (closed) return;
    const line = { code: 'database-connection-lost', error: error?.message ?? 'ended' };
    log.warn(line, 'Changes by other gateways are not heard of: the connection is made anew');
    which.end().catch(() => undefined);
    cancel = clock.after(delay, begin);
    delay = Math.min(MAX_RETRY_MS, delay * 2);
  }

  function begin(): void {
    if (!closed) connecting = connect();
  }

  return {
    start: begin,
    async close(): Promise<void> {
      closed = true;
      cancel();
      await connecting;
      await client?.end().catch(() => undefined);
    },
  };
}

/** Both an error and the end may tell of the same loss. */
function once(action: (error?: Error) => void): (error?: Error) => void {
  let isDone = false;
  return (error) => {
    if (isDone) return;
    isDone = true;
    action(error);
  };
}
