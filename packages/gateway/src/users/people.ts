import type { Pool } from 'pg';
import type { Owner } from '../installations/owner.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import type { Timing } from '../timing.ts';
import { type AwaitNamed, createAwaitNamed } from './awaited/named.ts';
import { createAwaiting } from './awaited/owner.ts';
import { createAwaitedRound } from './awaited/round.ts';
import { nextAwaited } from './awaited/store.ts';
import { createFactsWriter } from './device-facts/writer.ts';
import { withLastKnown } from './last-known.ts';
import type { ResolveUser } from './resolve.ts';
import { createUsers, openDataverse, type UsersOptions } from './start.ts';

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
  /** The same for people whom a backend names. Absent: whoever is unknown is refused. */
  awaitNamed: AwaitNamed | undefined;
  start(): void;
  close(): Promise<void>;
}

export function createPeople(options: PeopleOptions): People {
  const { users } = options;
  // One for all: what Dataverse grants, it grants to the application user.
  const dataverse = openDataverse(options);
  const resolveUser = withLastKnown(options.pool, createUsers(options, dataverse));
  const awaited = users.unknown === 'retry' ? awaitedLoop(options, resolveUser) : undefined;
  const { deviceFacts } = users;
  const facts = deviceFacts && createFactsWriter({ ...options, deviceFacts, dataverse });
  const claims = users.rules.flatMap(({ claim }) => claim ?? []);
  return {
    resolveUser,
    awaiting: (owner) =>
      awaited ? createAwaiting({ ...options, owner, claims, wake: awaited.wake }) : owner,
    awaitNamed: awaited && createAwaitNamed({ ...options, wake: awaited.wake }),
    start() {
      awaited?.start();
      facts?.start();
    },
    async close() {
      await Promise.all([awaited?.close(), facts?.close()]);
    },
  };
}

function awaitedLoop(options: PeopleOptions, resolveUser: ResolveUser): Loop {
  const { pool, timing, clock, log } = options;
  return createLoop({
    name: 'awaited users',
    round: createAwaitedRound({ ...options, resolveUser }),
    nextDue: () => nextAwaited(pool),
    sweepMs: timing.sweepMs,
    retryMs: timing.firstRetryMs,
    clock,
    log,
  });
}
