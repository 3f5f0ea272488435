import { CodedError, problems } from '@journeys-push/contract/problems';
import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import type { Pool } from 'pg';
import type { Clock } from '../../clock.ts';
import { inTransaction } from '../../db/transaction.ts';
import { unbindUser } from '../../installations/binding-store.ts';
import type { BindRequest, Owner } from '../../installations/owner.ts';
import type { Log } from '../../log.ts';
import type { Timing } from '../../timing.ts';
import { textOf } from '../claim.ts';
import { type AwaitedUser, forgetAwaited, keepAwaited, ownerNow, readAwaited } from './store.ts';

export interface AwaitingOptions {
  owner: Owner;
  pool: Pool;
  /** Names of the claims that rules look for: no other is kept. */
  claims: string[];
  clock: Clock;
  timing: Pick<Timing, 'userAwaitMs'>;
  log: Pick<Log, 'info'>;
  /** Somebody is waited for. */
  wake: () => void;
  /** Something about these devices has changed. */
  onChange: (installationIds: string[]) => void;
}

/**
 * `users.unknown: retry`: whoever Dynamics has no record of yet becomes the owner when there is one. Until then
 * nobody owns the device, the last owner neither; its state is `queued` with the reason `user-unknown`.
 */
export function createAwaiting(options: AwaitingOptions): Owner {
  const { owner, pool } = options;

  async function read(installationId: string): Promise<RegistrationView> {
    const view = await owner.read(installationId);
    if (view.userId !== undefined) return view;
    const awaited = await readAwaited(pool, installationId);
    if (!awaited) return view;
    const { userId, reason, since } = awaited;
    const message = reason === 'user-ambiguous' ? problems[reason].title : problems['user-unknown'].title;
    return { state: 'queued', userId, reason, message, since: since.toISOString() };
  }

  return {
    read,
    follow: owner.follow,
    async bind(request) {
      try {
        return await owner.bind(request);
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== 'user-unknown') throw error;
        if (!(await waitFor(options, request))) throw error;
        await request.onBound?.();
        return read(request.installationId);
      }
    },
    async unbind(request) {
      // First: nobody must come back after the logout that was acknowledged.
      await forgetAwaited(pool, request.installationId);
      return owner.unbind(request);
    },
  };
}

/** False: the person owns the device already, and their record has gone since. That stays as it is. */
async function waitFor(options: AwaitingOptions, request: BindRequest): Promise<boolean> {
  const { pool, clock, timing, log } = options;
  const { installationId, userId, traceId, proof = 'none', claims = {} } = request;
  // Proved as the owner, and no more than that: whoever owns the device now is not to be sent away for it.
  if (proof === 'kept') return false;
  const now = clock.now();
  const awaited: AwaitedUser = {
    installationId,
    userId,
    traceId,
    proof,
    reason: 'user-unknown',
    claims: Object.fromEntries(
      Object.entries(claims).filter(([name, claim]) => options.claims.includes(name) && textOf(claim)),
    ),
  };
  const kept = await inTransaction(pool, async (sql) => {
    if ((await ownerNow(sql, installationId)) === userId) return false;
    await unbindUser(sql, { installationId, traceId, now, waitedUntil: now });
    return keepAwaited(sql, { awaited, now, dueAt: now + timing.userAwaitMs });
  });
  if (!kept) return false;
  log.info(
    { code: 'user.awaited', traceId, installationId },
    'The user is unknown to Dynamics and waited for',
  );
  options.wake();
  options.onChange([installationId]);
  return true;
}
