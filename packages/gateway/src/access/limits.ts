import { CodedError } from '@journeys-push/contract/problems';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Sql } from '../db/connect.ts';
import type { Request } from '../http/context.ts';
import type { Log } from '../log.ts';
import { sha256 } from '../secrets.ts';
import { addressOf } from './address.ts';
import { type Limits as LimitsConfig, networks, type Rate } from './config.ts';
import { createLimiter, unlimited } from './limiter.ts';
import { createQuota } from './quota.ts';

/** Each lets the request pass or throws CodedError `rate-limited`, with `Retry-After` set. */
export interface Limits {
  /** By the address it comes from. */
  address(context: Request): void;
  /** By the installation in its path. */
  installation(context: Request, bearer: string | undefined): void;
  /**
   * By the user that it binds, by how often the installation has changed its owner, and by how many the user owns: then
   * `installations-too-many`.
   */
  binding(context: Request, binding: { installationId: string; userId: string }): Promise<void>;
}

/** Refuses a request that has to wait, and says how long. @throws CodedError `rate-limited` unless `waitMs` is 0 */
export function refuseUntil(context: Request, waitMs: number, what: string): void {
  if (waitMs === 0) return;
  const seconds = Math.ceil(waitMs / 1_000);
  context.header('retry-after', String(seconds));
  throw new CodedError('rate-limited', `${what}; try again in ${seconds} s.`);
}

const DAY_SECONDS = 86_400;

export function createLimits(
  config: LimitsConfig,
  { pool, clock, log }: { pool: Sql; clock: Clock; log: Log },
): Limits {
  const limiter = (rate: Rate | false) => (rate ? createLimiter(rate, clock) : unlimited);
  const { ownerChangesPerDay } = config;
  const limiters = {
    address: limiter(config.address),
    installation: limiter(config.installation),
    user: limiter(config.user),
    changes: limiter(
      ownerChangesPerDay !== false && { requests: ownerChangesPerDay, perSeconds: DAY_SECONDS },
    ),
  };
  const trusted = networks(config.trustedProxies);
  const addresses = new LRUCache<string, string>({
    max: 10_000,
    maxEntrySize: 500,
    maxSize: 2_000_000,
    sizeCalculation: (_, heard) => heard.length,
  });
  const lastUser = new LRUCache<string, string>({ max: 50_000 });

  const { installationsPerUser: most } = config;
  const quota = most === false ? undefined : createQuota(pool, most);
  let told = false;

  /** Somebody passes requests on whom nobody has named. Once: it is always the same. */
  function tellOfProxy(context: Request, peer: string | undefined): void {
    if (told || !peer || context.req.header('x-forwarded-for') === undefined) return;
    told = true;
    const line = { code: 'proxy-unnamed', peer, traceId: context.get('traceId') };
    log.warn(
      line,
      'A proxy that limits.trustedProxies does not name passes requests on: no limit by address',
    );
  }

  function take(context: Request, by: keyof typeof limiters, key: string): void {
    refuseUntil(context, limiters[by].take(key), WHAT[by]);
  }

  return {
    address(context) {
      if (!config.address) return;
      const peer = context.env?.incoming?.socket?.remoteAddress;
      const forwarded = context.req.header('x-forwarded-for');
      const heard = `${peer} ${forwarded}`;
      // Node's BlockList costs a good part of a request.
      const address = addresses.get(heard) ?? addressOf(peer, forwarded, trusted) ?? '';
      addresses.set(heard, address);
      if (address) take(context, 'address', address);
      else tellOfProxy(context, peer);
    },
    installation(context, bearer) {
      // Who only knows the id of somebody else's installation does not use up its allowance.
      const who = bearer ? sha256(bearer).toString('base64', 0, 9) : '';
      take(context, 'installation', `${context.req.param('id')} ${who}`);
    },
    async binding(context, { installationId, userId }) {
      const user = spelledAlike(userId);
      take(context, 'user', user);
      await quota?.({ installationId, userId });
      if (lastUser.get(installationId) === user) return;
      take(context, 'changes', installationId);
      lastUser.set(installationId, user);
    },
  };
}

/** A GUID in capitals or without dashes is the same person's; any other id is taken as it is. */
const spelledAlike = (userId: string): string =>
  /^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i.test(userId)
    ? userId.replaceAll('-', '').toLowerCase()
    : userId;

const WHAT = {
  address: 'Too many requests from this address',
  installation: 'Too many requests of this installation',
  user: 'Too many bindings of this user',
  changes: 'The installation has changed its owner too often today',
};
