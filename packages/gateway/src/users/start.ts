import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Timing } from '../timing.ts';
import type { Users } from './config.ts';
import { createDataverse, type Dataverse } from './dataverse/client.ts';
import { createGetToken, type GetToken } from './dataverse/credential.ts';
import { createLookUp } from './look-up.ts';
import { createUserResolver, type ResolveUser } from './resolve.ts';

export interface UsersOptions {
  users: Users;
  timing: Pick<Timing, 'userLookupMs' | 'userFoundMs' | 'userUnknownMs'>;
  clock: Clock;
  log: Pick<Log, 'warn' | 'error'>;
  /** How Dataverse is reached. */
  fetch: typeof globalThis.fetch;
  /** Where its tokens come from; default: as the configuration says. */
  getToken?: GetToken | undefined;
  /** Aborted when the gateway must end now. */
  signal: AbortSignal;
}

/** Wires what turns app users into Dynamics records. */
export function createUsers(options: UsersOptions, dataverse = openDataverse(options)): ResolveUser {
  const { users, timing, clock, log } = options;
  const lookUp = createLookUp({ dataverse, clock, ...timing });
  return createUserResolver({ users, lookUp, log });
}

/** Without an environment there are no rules, and nobody asks. */
export function openDataverse({ users, timing, getToken, ...rest }: UsersOptions): Dataverse {
  const { dataverse } = users;
  if (!dataverse) return async () => ({ kind: 'later', cause: 'no Dataverse is configured' });
  const { url, credential } = dataverse;
  const timeoutMs = timing.userLookupMs;
  return createDataverse({ ...rest, url, timeoutMs, getToken: getToken ?? createGetToken(credential) });
}
