import type { Pool } from 'pg';
import type { AppsStatus } from '../apps/status.ts';
import type { Clock } from '../clock.ts';
import type { ClockKeeper } from '../clocks/clocks.ts';
import { readBacklog } from './backlog.ts';
import { every, within } from './every.ts';
import type { Instruments } from './instruments.ts';
import { sampleConfirmed } from './sample.ts';

export interface MetricsOptions {
  instruments: Instruments;
  pool: Pool;
  clock: Clock;
  appsStatus: AppsStatus;
  /** A confirmation older than this counts no more. */
  renewAfterMs: number;
  clockKeeper: Pick<ClockKeeper, 'skewMs'>;
}

/** The text that Prometheus reads. */
export interface Metrics {
  contentType: string;
  read(): Promise<string>;
}

const DAY_MS = 86_400_000;
const SEEN_MS = 7 * DAY_MS;

/** Several scrapers cost the database no more than one. */
const BACKLOG_KEPT_MS = 5_000;
const SAMPLE_KEPT_MS = 5 * 60_000;

/** With more than that, the exact number changes nothing. */
const MOST_COUNTED = 100_000;

/** Shorter than a scraper's. */
const PATIENCE_MS = 5_000;

const STATES = ['working', 'paused', 'stopped'] as const;

/** Events are counted as they happen; what stands in the database is asked when somebody reads. */
export function createMetrics({
  instruments,
  pool,
  clock,
  appsStatus,
  renewAfterMs,
  clockKeeper,
}: MetricsOptions): Metrics {
  const backlog = every(clock, BACKLOG_KEPT_MS, async () => {
    const apps = appsStatus().map(({ app }) => app);
    const entries = await readBacklog(pool, apps, { now: clock.now(), most: MOST_COUNTED });
    instruments.backlogSize.reset();
    instruments.backlogSeconds.reset();
    for (const { app, kind, size, ageMs } of entries) {
      instruments.backlogSize.set({ app, kind }, size);
      instruments.backlogSeconds.set({ app, kind }, ageMs / 1_000);
    }
  });
  const sample = every(clock, SAMPLE_KEPT_MS, async () => {
    const now = clock.now();
    const samples = await sampleConfirmed(pool, {
      seenSince: now - SEEN_MS,
      confirmedSince: now - renewAfterMs - SEEN_MS,
    });
    instruments.seen.reset();
    instruments.confirmed.reset();
    for (const { app, seen, confirmed } of samples) {
      instruments.seen.set({ app }, seen);
      instruments.confirmed.set({ app }, confirmed);
    }
  });

  function apps(): void {
    instruments.appState.reset();
    for (const { app, state } of appsStatus())
      for (const each of STATES) instruments.appState.set({ app, state: each }, each === state ? 1 : 0);
  }

  function connections(): void {
    instruments.databaseConnections.set({ state: 'open' }, pool.totalCount);
    instruments.databaseConnections.set({ state: 'idle' }, pool.idleCount);
    instruments.databaseConnections.set({ state: 'wanted' }, pool.waitingCount);
  }

  return {
    contentType: instruments.registry.contentType,
    async read() {
      apps();
      connections();
      instruments.memoryBytes.set(process.memoryUsage.rss());
      instruments.clockSkew.set((clockKeeper.skewMs() ?? 0) / 1_000);
      // What this process counted is told also while the database is gone.
      const asked = within(clock, PATIENCE_MS, Promise.all([backlog(), sample()]));
      const up = await asked.then(
        () => 1,
        () => 0,
      );
      instruments.databaseUp.set(up);
      return instruments.registry.metrics();
    },
  };
}
