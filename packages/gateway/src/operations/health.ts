import type { Pool } from 'pg';
import type { AppStatus, AppsStatus } from '../apps/status.ts';
import type { Clock } from '../clock.ts';
import type { ClockKeeper } from '../clocks/clocks.ts';
import { readBacklog } from './backlog.ts';
import type { Operations } from './config.ts';
import { every, within } from './every.ts';

/** Why the gateway should get no requests now. */
export type NotReady =
  | { code: 'closing' }
  | { code: 'database-unreachable' }
  | { code: 'backlog-old'; app: string; kind: string; ageSeconds: number };

export interface Readiness {
  ready: boolean;
  reasons: NotReady[];
  /** Apps that Dynamics holds back, with the reason in `state`. No reason not to be ready: what they want is kept. */
  apps: Pick<AppStatus, 'app' | 'state' | 'until'>[];
  /** Where this machine's clock is far ahead of the database's, or behind. No reason either: it goes by the database's. */
  clock?: { skewSeconds: number };
}

export interface HealthOptions {
  pool: Pool;
  clock: Clock;
  appsStatus: AppsStatus;
  config: Operations;
  isClosing(): boolean;
  clockKeeper: Pick<ClockKeeper, 'tellableMs'>;
}

export type CheckReadiness = () => Promise<Readiness>;

/** Anyone may ask, as often as they like: the database is asked once a second. */
const KEPT_MS = 1_000;

/** A database that does not answer in this time is not there. */
const PATIENCE_MS = 3_000;

export function createReadiness(options: HealthOptions): CheckReadiness {
  const { appsStatus, isClosing, clock, clockKeeper } = options;
  /** When each app was last seen held back: until then its work could not be done, by nobody's fault here. */
  const heldAt = new Map<string, number>();
  const heldNow = () => {
    const held = appsStatus().filter(({ state }) => state !== 'working');
    for (const { app } of held) heldAt.set(app, clock.now());
    return held;
  };
  const askDatabase = every(clock, KEPT_MS, () => databaseReasons(options, heldAt));
  return async () => {
    const held = heldNow();
    const reasons: NotReady[] = isClosing() ? [{ code: 'closing' }] : await askDatabase();
    const apps = held.map(({ app, state, until }) => ({ app, state, ...(until && { until }) }));
    const skew = clockKeeper.tellableMs();
    const skewed = skew !== undefined && { clock: { skewSeconds: Math.round(skew / 1_000) } };
    return { ready: reasons.length === 0, reasons, apps, ...skewed };
  };
}

async function databaseReasons(
  { pool, clock, appsStatus, config }: HealthOptions,
  heldAt: Map<string, number>,
): Promise<NotReady[]> {
  const apps = appsStatus().map(({ app }) => app);
  const asked = within(clock, PATIENCE_MS, readBacklog(pool, apps, { now: clock.now(), most: 0 }));
  const backlog = await asked.catch(() => undefined);
  if (!backlog) return [{ code: 'database-unreachable' }];
  const { readyBacklogMinutes } = config;
  const limit = readyBacklogMinutes === false ? Number.POSITIVE_INFINITY : readyBacklogMinutes * 60_000;
  const workedFor = (app: string) => clock.now() - (heldAt.get(app) ?? Number.NEGATIVE_INFINITY);
  return backlog
    .filter(({ app, ageMs }) => Math.min(ageMs, workedFor(app)) > limit)
    .map(({ app, kind, ageMs }) => ({
      code: 'backlog-old',
      app,
      kind,
      ageSeconds: Math.round(ageMs / 1_000),
    }));
}
