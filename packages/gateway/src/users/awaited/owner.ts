import { CodedError } from '@journeys-push/contract/problems';
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
import { viewOfAwaited } from './view.ts';

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
    const [awaited] = await readAwaited(pool, [installationId]);
    return awaited ? viewOfAwaited(awaited) : view;
  }

  return {
    read,
    async follow(request) {
      try {
        return await owner.follow(request);
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== 'superseded') throw error;
        const view = await read(request.installationId);
        if (view.userId !== request.userId) throw error;
        return view;
      }
    },
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
  const { pool, clock, timing } = options;
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
    if ((await ownerNow(sql, installationId)) === userId) return [];
    await unbindUser(sql, { installationId, traceId, now, waitedUntil: now });
    return keepAwaited(sql, [awaited], { now, dueAt: now + timing.userAwaitMs });
  });
  tell(options, kept, traceId);
  return kept.length > 0;
}

/** That somebody is waited for on these installations. */
export function tell(
  { log, wake, onChange }: Pick<AwaitingOptions, 'log' | 'wake' | 'onChange'>,
  installationIds: string[],
  traceId: string,
): void {
  if (installationIds.length === 0) return;
  for (const installationId of installationIds) {
    const line = { code: 'user.awaited', traceId, installationId };
    log.info(line, 'The user is unknown to Dynamics and waited for');
  }
  wake();
  onChange(installationIds);
}
