import type { Pool } from 'pg';
import type { Clock } from '../../clock.ts';
import { inTransaction } from '../../db/transaction.ts';
import { bindUser } from '../../installations/binding-store.ts';
import type { Log } from '../../log.ts';
import { backOff, doubled, type Timing } from '../../timing.ts';
import type { ResolveUser, UserMatch, UserProblem } from '../resolve.ts';
import { claimAwaited, type DueUser, forgetAwaited, isStillAwaited, putOff } from './store.ts';

export interface AwaitedRoundOptions {
  pool: Pool;
  resolveUser: ResolveUser;
  clock: Clock;
  timing: Pick<Timing, 'leaseMs' | 'userAwaitMs' | 'userAwaitMaxMs'>;
  random: () => number;
  log: Pick<Log, 'info'>;
  /** A device has an owner and is due. */
  wake: () => void;
  /** Something about these devices has changed. */
  onChange: (installationIds: string[]) => void;
}

/** How many are asked for in one round, in one call (users/gather.ts): people who are here now come first. */
const CLAIM = 25;

/** One round: asks for people who are due, and makes those owners who are known now. Resolves with how many were due. */
export function createAwaitedRound(options: AwaitedRoundOptions): () => Promise<number> {
  const { pool, clock, timing, resolveUser } = options;
  return async () => {
    const now = clock.now();
    const due = await claimAwaited(pool, { now, until: now + timing.leaseMs, limit: CLAIM });
    const matches = await Promise.all(
      due.map(({ userId, traceId, claims }) => resolveUser(userId, { traceId, claims })),
    );
    for (const [index, user] of due.entries()) {
      const match = matches[index];
      if (match) await settle(options, user, match);
    }
    return due.length;
  };
}

async function settle(options: AwaitedRoundOptions, user: DueUser, match: UserMatch): Promise<void> {
  const { pool, clock, log } = options;
  const { installationId, userId, traceId, proof } = user;
  if ('problem' in match) return putOff(pool, { ...user, ...later(options, user, match) });
  const now = clock.now();
  const isBound = await inTransaction(pool, async (sql) => {
    const isWanted = await isStillAwaited(sql, user);
    const { dynamicsUserId } = match;
    const wish = { installationId, userId, dynamicsUserId, proof, traceId, now, waitedUntil: now };
    if (isWanted) await bindUser(sql, wish);
    await forgetAwaited(sql, installationId, userId);
    return isWanted;
  });
  if (!isBound) return;
  log.info({ code: 'user.found', traceId, installationId }, 'Dynamics knows the user now');
  options.wake();
  options.onChange([installationId]);
}

/** When Dataverse cannot be asked, that says nothing about the person. */
function later({ clock, timing, random }: AwaitedRoundOptions, user: DueUser, problem: UserProblem) {
  const isAsked = problem.problem !== 'user-lookup-unavailable';
  const delay = doubled(timing.userAwaitMs, user.attempts + 1, timing.userAwaitMaxMs);
  const wait = isAsked ? delay : Math.max(timing.userAwaitMs, problem.retryAfterMs ?? 0);
  return {
    attempts: user.attempts + (isAsked ? 1 : 0),
    reason: isAsked ? problem.problem : user.reason,
    dueAt: clock.now() + backOff(wait, { random }),
  };
}
