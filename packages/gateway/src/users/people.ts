import type { Pool } from 'pg';
import type { Owner } from '../installations/owner.ts';
import type { Log } from '../log.ts';
import { createLoop } from '../loop.ts';
import type { Timing } from '../timing.ts';
import { createAwaiting } from './awaited/owner.ts';
import { createAwaitedRound } from './awaited/round.ts';
import { nextAwaited } from './awaited/store.ts';
import type { ResolveUser } from './resolve.ts';
import { createUsers, type UsersOptions } from './start.ts';

export interface PeopleOptions extends UsersOptions {
  pool: Pool;
  timing: Timing;
  random: () => number;
  log: Log;
  /** A device has an owner and is due. */
  wake: () => void;
  /** Something about these devices has changed. */
  onChange: (installationIds: string[]) => void;
}

/** Who the app's users are in Dynamics. */
export interface People {
  resolveUser: ResolveUser;
  /** The owner of a device, who may be somebody whom Dynamics does not know yet if the configuration says so. */
  awaiting(owner: Owner): Owner;
  start(): void;
  close(): Promise<void>;
}

export function createPeople(options: PeopleOptions): People {
  const { pool, users, timing, clock, log } = options;
  const resolveUser = createUsers(options);
  if (users.unknown === 'refuse')
    return { resolveUser, awaiting: (owner) => owner, start: () => undefined, close: async () => undefined };
  const loop = createLoop({
    name: 'awaited users',
    round: createAwaitedRound({ ...options, resolveUser }),
    nextDue: () => nextAwaited(pool),
    sweepMs: timing.sweepMs,
    retryMs: timing.firstRetryMs,
    clock,
    log,
  });
  const claims = users.rules.flatMap(({ claim }) => claim ?? []);
  return {
    resolveUser,
    awaiting: (owner) => createAwaiting({ ...options, owner, claims, wake: loop.wake }),
    start: loop.start,
    close: loop.close,
  };
}
