import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import { retrying } from '../db/transaction.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import type { Timing } from '../timing.ts';
import type { Policy } from './config.ts';
import { claimWalk, leaveWalk, markStale, nextWalk } from './stale-store.ts';

export interface StaleOptions {
  pool: Pool;
  clock: Clock;
  policy: Policy;
  timing: Timing;
  log: Log;
  /** Something has become due. */
  wake: () => void;
}

/** Installations looked at in one go, and the pause after it: ten million are looked at within about three hours. */
const BATCH = 2_000;
const PAUSE_MS = 2_000;
const DAY_MS = 86_400_000;

/**
 * Once a day looks for installations that have not been seen for as long as the policy says. `report` tells of them, in
 * log and ledger; `cleanup` also has Dynamics forget them, until they are seen again. Undefined without such a policy.
 */
export function createStaleWalk(options: StaleOptions): Loop | undefined {
  const { pool, clock, policy, timing, log, wake } = options;
  const { stale } = policy;
  if (!stale) return undefined;
  const round = async () => {
    const now = clock.now();
    const walk = await claimWalk(pool, { now, until: now + timing.leaseMs });
    if (!walk) return 0;
    const seenBefore = now - stale.afterDays * DAY_MS;
    const batch = { after: walk.position, seenBefore, now, what: stale.do, limit: BATCH };
    const found = await retrying(() => markStale(pool, batch));
    for (const one of found.stale) {
      const line = { ...one, code: 'installation.stale', do: stale.do };
      log.warn(line, 'An installation has not been seen for long');
    }
    if (found.stale.length > 0 && stale.do === 'cleanup') wake();
    await leaveWalk(pool, found.last, now + (found.last === null ? DAY_MS : PAUSE_MS));
    return 0;
  };
  const shared = { clock, sweepMs: timing.sweepMs, retryMs: timing.maxRetryMs, log };
  return createLoop({ ...shared, name: 'stale', round, nextDue: () => nextWalk(pool) });
}
