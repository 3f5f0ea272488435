import { randomUUID } from 'node:crypto';
import { CodedError } from '@journeys-push/contract/problems';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { type AppChannel, parseConfig } from '../src/config.ts';
import { createDynamicsAccess } from '../src/dynamics/access.ts';
import type { DynamicsClient } from '../src/dynamics/client.ts';
import { createAnnounce } from '../src/installations/announce.ts';
import { createOwner } from '../src/installations/owner.ts';
import { createReader } from '../src/installations/reader.ts';
import { createWaiters } from '../src/installations/waiters.ts';
import { createWriter } from '../src/installations/writer.ts';
import { createAskRound } from '../src/reconcile/ask-round.ts';
import { nextAsk } from '../src/reconcile/ask-store.ts';
import { nextDue } from '../src/reconcile/claim-store.ts';
import { createRound, type RoundOptions } from '../src/reconcile/round.ts';
import { defaultTiming } from '../src/timing.ts';
import { createUserResolver } from '../src/users/resolve.ts';
import { developmentKey } from '../src/vault/keys.ts';
import { createVault } from '../src/vault/vault.ts';
import { createStillClock } from './clock.ts';
import { createDynamicsFake, type DynamicsFake } from './dynamics-fake.ts';
import { announcement, shop } from './gateway.ts';

/** A gateway without workers: time stands still and rounds are run by hand. */
export interface HandCranked {
  dynamics: DynamicsFake;
  clock: ReturnType<typeof createStillClock>;
  options: RoundOptions;
  announce(id: string, change: { token?: string; notificationsEnabled?: boolean }): Promise<void>;
  /** `waitMs`: somebody waits so long for the verdict. */
  bind(id: string, userId: string, waitMs?: number): Promise<void>;
  unbind(id: string): Promise<void>;
  /** One round; `client` may be one that fails. Resolves with how many devices it took on. */
  round(client?: DynamicsClient): Promise<number>;
  /** Rounds and jumps until nothing is due. */
  untilRest(): Promise<void>;
}

export function createHandCranked(pool: Pool): HandCranked {
  const clock = createStillClock();
  const dynamics = createDynamicsFake(clock.now);
  const { apps, policy, users } = parseConfig({ apps: [shop] });
  const [app] = apps;
  if (!app) throw new Error('no app');
  const timing = defaultTiming;
  const { signal } = new AbortController();
  const random = () => 0.5;
  const log = pino({ level: 'silent' });
  const wake = () => undefined;
  const vault = createVault([developmentKey]);
  vault.unlock(Buffer.alloc(32));
  const options: RoundOptions = {
    pool,
    apps,
    vault,
    policy,
    timing,
    clock,
    random,
    log,
    ...createDynamicsAccess({ fetch: dynamics.fetch, clock, timing, random, log, signal }),
    onChange: wake,
  };
  const reader = createReader(pool);
  const writer = createWriter({ pool, clock, timing, wake });
  const announce = createAnnounce({ apps, vault, clock, reader, writer, pool, timing });
  const waiters = createWaiters(clock);
  const resolveUser = createUserResolver({ users, lookUp: notAsked, log });
  const owner = createOwner({ reader, writer, resolveUser, policy, clock, waiters });
  const request = (installationId: string) => ({ installationId, traceId: traceId(), waitMs: 0 });
  /** A verdict that is asked about together comes with the next round of devices. */
  const round = async (client = options.client) => {
    const asked = await createAskRound({ ...options, client })(app);
    return asked + (await createRound({ ...options, client })(app));
  };
  return {
    dynamics,
    clock,
    options,
    async announce(id, { token, notificationsEnabled = true }) {
      const body = {
        ...announcement,
        token: token ? { value: token } : null,
        notificationsEnabled,
        enrollmentKey: `the key of ${id}`,
      };
      await announce({ id, body, credential: undefined, traceId: traceId() }).catch(unlessTokenInUse);
    },
    async bind(id, userId, waitMs = 0) {
      // Who waits goes at once here, since time stands still; the row remembers it.
      await owner.bind({ ...request(id), userId, waitMs, signal: AbortSignal.abort() });
    },
    async unbind(id) {
      await owner.unbind(request(id));
    },
    round,
    untilRest: () => untilRest({ ...options, clock, round }, app),
  };
}

type Cranked = Pick<RoundOptions, 'holds' | 'pool'> &
  Pick<HandCranked, 'clock'> & { round: () => Promise<number> };

async function untilRest({ round, clock, holds, pool }: Cranked, app: AppChannel): Promise<void> {
  const { move } = clock;
  for (let rounds = 0; rounds < 500; rounds++) {
    move(holds.until(app));
    if ((await round()) > 0) continue;
    const times = [await nextDue(pool, app.id, clock.now()), await nextAsk(pool, app.id)];
    const due = Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY));
    if (due === Number.POSITIVE_INFINITY) return;
    move(due);
  }
  throw new Error('never at rest');
}

const notAsked = () => Promise.reject(new Error('no rules, no look-up'));

const traceId = () => randomUUID().replaceAll('-', '');

function unlessTokenInUse(error: unknown): void {
  if (!(error instanceof CodedError) || error.code !== 'token-in-use') throw error;
}

/** The process dies before the call to Dynamics leaves, or before its answer is written down. */
export function dying(client: DynamicsClient, before: boolean): DynamicsClient {
  const die = async <T>(call: () => Promise<T>): Promise<T> => {
    if (!before) await call();
    throw new Error('killed');
  };
  return {
    register: (context, items, headers) => die(() => client.register(context, items, headers)),
    status: (context, ids) => die(() => client.status(context, ids)),
    cleanup: (context, items) => die(() => client.cleanup(context, items)),
    opened: (context, open) => die(() => client.opened(context, open)),
  };
}
