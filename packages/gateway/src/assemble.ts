import type { Pool } from 'pg';
import { type Access, createAccess } from './access/access.ts';
import { type AppsStatus, createAppsStatus } from './apps/status.ts';
import { type Backend, createBackend } from './backend/backend.ts';
import type { Clock } from './clock.ts';
import { createClocks } from './clocks/clocks.ts';
import type { GatewayConfig, GatewayConfigInput } from './config.ts';
import { createDynamicsAccess } from './dynamics/access.ts';
import { createOutcomes, type Outcomes } from './dynamics/outcome.ts';
import { createUnderway, type Underway } from './http/underway.ts';
import { createIdentity, type Identity } from './identity/identity.ts';
import { type Announce, createAnnounce } from './installations/announce.ts';
import { createNotices } from './installations/notices.ts';
import { createOwner, type Owner } from './installations/owner.ts';
import { createReader, type Reader } from './installations/reader.ts';
import { createWaiters } from './installations/waiters.ts';
import { createWriter, type Writer } from './installations/writer.ts';
import { createTakeInteractions, type TakeInteractions } from './interactions/take.ts';
import { type Compliance, createCompliance } from './ledger/compliance.ts';
import { createLife, type Life } from './life.ts';
import type { Log } from './log.ts';
import { createInstruments } from './operations/instruments.ts';
import { observing } from './operations/observe.ts';
import { createOperations, type Operations } from './operations/operations.ts';
import { createWaits } from './operations/waits.ts';
import { configOf, type GatewayOptions, poolOf, timingOf } from './options.ts';
import { createRecords, type Records } from './records/records.ts';
import { createPeople } from './users/people.ts';
import { createKeeping } from './vault/keeping.ts';
import type { Vault } from './vault/vault.ts';
import { createWork } from './work.ts';

export type { GatewayOptions } from './options.ts';

/** A gateway's parts, wired. */
export interface Parts extends Access, Operations, Life {
  reader: Reader;
  writer: Writer;
  announce: Announce;
  backend: Backend;
  owner: Owner;
  records: Records;
  /** Whether users are who their phones say. */
  identity: Identity;
  takeInteractions: TakeInteractions;
  requests: Underway;
  pool: Pool;
  vault: Vault;
  /** Questions to the ledger, exports, erasures. */
  compliance: Compliance;
  log: Log;
  clock: Clock;
  /** Takes callbacks of Dynamics, where webhooks are configured. */
  outcomes: Outcomes | undefined;
  /** Which pages may call. */
  cors: GatewayConfig['cors'];
  /** How each app is doing, as this process sees it. */
  appsStatus: AppsStatus;
  /**
   * Takes over the apps of a new configuration, without a restart: access tokens that were refused are tried anew.
   * Everything else is read at start only. @throws ConfigError with all mistakes; then nothing has changed
   */
  reload(config: GatewayConfigInput): void;
}

export function assemble(options: GatewayOptions): Parts {
  const { random = Math.random, fetch = globalThis.fetch } = options;
  const { clock, keep } = createClocks(options);
  const instruments = createInstruments();
  const waits = createWaits(clock);
  const log = observing(options.log, { instruments, waits });
  const { apps, users, policy, alerts, ...config } = configOf(options);
  const timing = timingOf(options, policy);
  const pool = poolOf(options, timing);
  const keeping = createKeeping({ ...options, pool, clock });
  const { vault } = keeping;
  const clockKeeper = keep({ pool, log, ...config.operations });
  const ending = new AbortController();
  const io = { fetch, clock, random, log, timing, signal: ending.signal };
  const access = createDynamicsAccess({ ...io, alertUrl: alerts?.url });
  const identity = createIdentity({ config: config.identity, pool, clock, log, fetch: globalThis.fetch });
  const waiters = createWaiters(clock);
  const { notify: onNotice, notifyAll: onGap } = waiters;
  const notices = createNotices({ pool, clock, log, onNotice, onGap });
  const onChange = (ids: string[]) => {
    waiters.notify(ids);
    notices.tell(ids);
  };
  const shared = { pool, vault, apps, ...access, clock, timing, random, log, policy };
  const outcomes = createOutcomes(config.webhooks, { ...shared, wake: () => wake() });
  const work = createWork({ ...shared, invite: outcomes?.invite, onChange });
  const { wake } = work.registrations;
  const people = createPeople({ ...io, users, pool, getToken: options.getDataverseToken, wake, onChange });
  const { resolveUser, awaitNamed } = people;
  const requests = createUnderway();
  const reader = createReader(pool);
  const onBatch = (size: number) => instruments.batchSize.observe({ kind: 'write' }, size);
  const writer = createWriter({ pool, clock, timing, wake, onBatch, onAccepted: waits.accepted });
  const compliance = createCompliance({ ...shared, wake });
  const appsStatus = createAppsStatus({ apps, holds: access.holds, clock });
  const entry = createAccess(config.limits, { pool, clock, log });
  const life = createLife({
    ...{ pool, ownsPool: !options.pool, clock, timing, ending, requests, writer, waiters, keeping, notices },
    inOrder: [clockKeeper, identity, entry.idempotency, work, people, compliance],
  });
  return {
    ...{ reader, writer, identity, requests, pool, vault, compliance, log, clock },
    ...{ appsStatus, outcomes, cors: config.cors, ...life },
    announce: createAnnounce({ apps, vault, clock, reader, writer, pool, timing }),
    backend: createBackend({ apps, vault, clock, reader, writer, resolveUser, awaitNamed }),
    owner: people.awaiting(createOwner({ reader, writer, policy, clock, waiters, resolveUser })),
    records: createRecords({ pool, vault, apps, policy, users }),
    ...entry,
    takeInteractions: createTakeInteractions({ pool, clock, log, wake: work.opens.wake }),
    ...createOperations({
      ...{ config: config.operations, instruments, renewAfterMs: timing.renewAfterMs },
      ...{ pool, clock, clockKeeper, appsStatus, isClosing: life.isClosing },
    }),
    reload: (next) => work.reload(configOf({ ...options, ...next }).apps),
  };
}
