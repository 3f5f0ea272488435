import type { Pool } from 'pg';
import { type Access, createAccess } from './access/access.ts';
import { type AppsStatus, createAppsStatus } from './apps/status.ts';
import { type Backend, createBackend } from './backend/backend.ts';
import { type Clock, systemClock } from './clock.ts';
import { type GatewayConfig, type GatewayConfigInput, parseConfig } from './config.ts';
import { connect } from './db/connect.ts';
import { migrate } from './db/migrate.ts';
import { createDynamicsAccess } from './dynamics/access.ts';
import { createUnderway, type Underway } from './http/underway.ts';
import { createIdentity, type Identity } from './identity/identity.ts';
import { type Announce, createAnnounce } from './installations/announce.ts';
import { createOwner, type Owner } from './installations/owner.ts';
import { createNotices } from './installations/notices.ts';
import { createReader, type Reader } from './installations/reader.ts';
import { createWaiters } from './installations/waiters.ts';
import { createWriter, type Writer } from './installations/writer.ts';
import { createDelivery } from './interactions/deliver.ts';
import { nextInteraction } from './interactions/store.ts';
import { createTakeInteractions, type TakeInteractions } from './interactions/take.ts';
import { type Compliance, createCompliance } from './ledger/compliance.ts';
import type { Log } from './log.ts';
import { createAskRound } from './reconcile/ask-round.ts';
import { nextAsk } from './reconcile/ask-store.ts';
import { nextDue } from './reconcile/claim-store.ts';
import { createRound } from './reconcile/round.ts';
import { createInstruments } from './operations/instruments.ts';
import { observing } from './operations/observe.ts';
import { createOperations, type Operations } from './operations/operations.ts';
import { createRecords, type Records } from './records/records.ts';
import { defaultTiming, type Timing } from './timing.ts';
import type { GetToken } from './users/dataverse/credential.ts';
import { createPeople } from './users/people.ts';
import { createKeeping } from './vault/keeping.ts';
import type { Vault } from './vault/vault.ts';
import { createWorkers } from './workers.ts';

export interface GatewayOptions extends GatewayConfigInput {
  /** Or `pool`. */
  databaseUrl?: string;
  /** A pool of the caller, who also ends it. */
  pool?: Pool;
  /** pino's, or alike. */
  log: Log;
  /**
   * What seals tokens at rest: `JOURNEYS_PUSH_KEYS`, see vault/keys.ts. In production it must be given; else a key that
   * everybody knows is used, with a warning.
   */
  keys?: string | undefined;
  /** In production `identity.mode` must be given. */
  production?: boolean;
  clock?: Clock;
  /** How Dynamics is reached, Dataverse included. */
  fetch?: typeof globalThis.fetch;
  /** Where tokens for Dataverse come from; default: as `users.dataverse` says. */
  getDataverseToken?: GetToken;
  /** Spans of time, where the defaults do not suit. */
  timing?: Partial<Timing>;
  /** 0 ≤ x < 1, for the jitter of back-offs. */
  random?: () => number;
}

/** A gateway's parts, wired. */
export interface Parts extends Access, Operations {
  reader: Reader;
  writer: Writer;
  announce: Announce;
  backend: Backend;
  owner: Owner;
  records: Records;
  /** Who says who the user is; also counts refusals. */
  identity: Identity;
  takeInteractions: TakeInteractions;
  requests: Underway;
  pool: Pool;
  vault: Vault;
  /** Questions to the ledger, exports, erasures. */
  compliance: Compliance;
  log: Log;
  clock: Clock;
  /** True from the moment `close` is called. */
  isClosing(): boolean;
  /** How each app is doing, as this process sees it. */
  appsStatus: AppsStatus;
  /**
   * Takes over the apps of a new configuration, without a restart: access tokens that were refused are tried anew.
   * Everything else is read at start only. @throws ConfigError with all mistakes; then nothing has changed
   */
  reload(config: GatewayConfigInput): void;
  start(): Promise<void>;
  close(): Promise<void>;
}

export function assemble(options: GatewayOptions): Parts {
  const { clock = systemClock, random = Math.random, fetch = globalThis.fetch } = options;
  const instruments = createInstruments();
  const log = observing(options.log, instruments);
  const { apps, users, policy, alerts, ...config } = configOf(options);
  const timing = timingOf(options, policy);
  const pool = poolOf(options);
  const keeping = createKeeping({ ...options, pool, clock });
  const { vault } = keeping;
  const ending = new AbortController();
  const io = { fetch, clock, random, log, timing, signal: ending.signal };
  const access = createDynamicsAccess({ ...io, alertUrl: alerts?.url });
  const { holds } = access;
  const identity = createIdentity({ config: config.identity, pool, clock, log, fetch: globalThis.fetch });
  const waiters = createWaiters(clock);
  const { notify: onNotice, notifyAll: onGap } = waiters;
  const notices = createNotices({ pool, clock, log, onNotice, onGap });
  const onChange = (ids: string[]) => {
    waiters.notify(ids);
    notices.tell(ids);
  };
  const people = createPeople({
    ...{ users, pool, timing, clock, random, log, fetch, signal: ending.signal },
    ...{ getToken: options.getDataverseToken, wake: () => registrations.wake(), onChange },
  });
  const { resolveUser } = people;
  const shared = { pool, vault, apps, ...access, clock, timing, random, log, policy };
  const requests = createUnderway();
  let closing: Promise<void> | undefined;
  const registrations = createWorkers({
    ...shared,
    heldUntil: holds.until,
    round: createRound({ ...shared, onChange }),
    nextDue,
  });
  const asks = createWorkers({
    ...shared,
    heldUntil: holds.until,
    round: createAskRound({ ...shared, onChange }),
    nextDue: nextAsk,
  });
  // An open carries no access token (facts: dynamics.md §6), so a refused one does not hold it up.
  const opens = createWorkers({
    ...shared,
    heldUntil: holds.pausedUntil,
    round: createDelivery(shared),
    nextDue: nextInteraction,
  });

  const reader = createReader(pool);
  const onBatch = (size: number) => instruments.batchSize.observe({ kind: 'write' }, size);
  const writer = createWriter({ pool, clock, timing, wake: registrations.wake, onBatch });
  const appsStatus = createAppsStatus({ apps, holds, clock });
  const isClosing = () => closing !== undefined;
  const { renewAfterMs } = timing;

  const compliance = createCompliance({ ...shared, wake: registrations.wake });

  async function end(): Promise<void> {
    waiters.close();
    identity.close();
    const cancel = clock.after(timing.closeGraceMs, () => ending.abort());
    const ended = requests.ended(ending.signal).then(writer.close);
    await Promise.all([
      compliance.close(),
      keeping.close(),
      registrations.close(),
      asks.close(),
      opens.close(),
      people.close(),
      ended,
    ]);
    cancel();
    // Last: what has just been settled is told too.
    await notices.close();
    if (!options.pool) await pool.end();
  }

  return {
    reader,
    writer,
    announce: createAnnounce({ apps, vault, reader, writer }),
    backend: createBackend({ apps, vault, clock, reader, writer, resolveUser }),
    owner: people.awaiting(createOwner({ reader, writer, policy, clock, waiters, resolveUser })),
    identity,
    records: createRecords({ pool, vault, apps, policy }),
    requests,
    ...createAccess(config.limits, { pool, clock, log }),
    takeInteractions: createTakeInteractions({ pool, clock, log, wake: opens.wake }),
    pool,
    vault,
    compliance,
    log,
    clock,
    async start() {
      await migrate(pool);
      await keeping.start();
      notices.start();
      identity.start();
      registrations.start();
      asks.start();
      opens.start();
      people.start();
      compliance.start();
    },
    isClosing,
    appsStatus,
    ...createOperations({
      ...{ config: config.operations, instruments, renewAfterMs },
      ...{ pool, clock, appsStatus, isClosing },
    }),
    reload(config) {
      const next = configOf({ ...options, ...config });
      apps.splice(0, apps.length, ...next.apps);
      holds.forget();
      registrations.reload();
      asks.reload();
      opens.reload();
      log.info({ code: 'configuration-reloaded', apps: apps.map(({ id }) => id) }, 'The apps were read anew');
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}

function configOf(options: GatewayOptions): GatewayConfig {
  const { apps, users, identity, policy, limits, alerts, operations, production = false } = options;
  const given = {
    apps,
    ...(users && { users }),
    ...(identity && { identity }),
    ...(policy && { policy }),
    ...(limits && { limits }),
    ...(alerts && { alerts }),
    ...(operations && { operations }),
  };
  return parseConfig(given, { production });
}

function timingOf(options: GatewayOptions, { renewAfterDays }: GatewayConfig['policy']): Timing {
  const timing = { ...defaultTiming, renewAfterMs: renewAfterDays * 86_400_000, ...options.timing };
  if (timing.timeoutMs < timing.leaseMs) return timing;
  throw new TypeError(
    'timing.timeoutMs must be less than timing.leaseMs: a call must end before its lease does',
  );
}

function poolOf({ pool, databaseUrl, log }: GatewayOptions): Pool {
  if (pool) return pool;
  if (databaseUrl) return connect(databaseUrl, log);
  throw new TypeError('createGateway needs databaseUrl or pool');
}
