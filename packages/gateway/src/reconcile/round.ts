import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { RaiseAlert } from '../apps/alerts.ts';
import type { Clock } from '../clock.ts';
import type { AppChannel } from '../config.ts';
import { inTransaction } from '../db/transaction.ts';
import type { DynamicsClient } from '../dynamics/client.ts';
import type { Holds } from '../dynamics/holds.ts';
import type { Log } from '../log.ts';
import type { Timing } from '../timing.ts';
import type { Vault } from '../vault/vault.ts';
import { type Actor, act, type Done, postpone } from './act.ts';
import { type Asking, askRowsOf } from './ask-outcome.ts';
import { keepAsks, type NewAskRow } from './ask-store.ts';
import { claimDue, type Lease, release, wakeDevices } from './claim-store.ts';
import { decide, type Rules } from './decide.ts';
import { type Device, isOf, type Registration, wantedBy } from './device.ts';
import { loadDevices } from './device-store.ts';
import { openTokens } from './open-tokens.ts';
import { type Plan, planRound, releaseOf, type Task } from './plan.ts';
import { logOutcomes } from './record.ts';
import {
  forgetRegistrations,
  markRegistrations,
  type Settled,
  settleRegistrations,
} from './registration-store.ts';

export interface RoundOptions {
  pool: Pool;
  apps: AppChannel[];
  client: DynamicsClient;
  holds: Holds;
  vault: Pick<Vault, 'open'>;
  policy: Rules['policy'];
  timing: Timing;
  clock: Clock;
  random: () => number;
  log: Log;
  raise: RaiseAlert;
  /** Sees every verdict. */
  watch: Actor['watch'];
  /** See `Actor`. */
  invite?: Actor['invite'];
  /** Something is to be asked about together from now on. */
  onSent?: () => void;
  /** Something about these devices has changed. */
  onChange: (installationIds: string[]) => void;
}

/** How many devices one round takes on: some full calls side by side. */
const CLAIM = 500;

/**
 * One round for one app: claim devices that are due, decide, call Dynamics, settle. Resolves with the number of
 * devices claimed. Two short transactions with the calls between them; a crash anywhere leaves rows that say what
 * may have happened, and a lease that ends.
 */
export function createRound(options: RoundOptions): (app: AppChannel) => Promise<number> {
  return async (app) => {
    const lease: Lease = { id: randomUUID(), until: options.clock.now() + options.timing.leaseMs };
    const { devices, plan } = await claim(options, app, lease);
    options.onChange(devices.map(({ installationId }) => installationId));
    if (plan.tasks.length > 0) {
      const done = await carryOut(options, plan.tasks, lease);
      options.onChange(await settle(options, lease, done));
    }
    return devices.length;
  };
}

async function claim(
  { pool, clock, policy, timing, holds }: RoundOptions,
  app: AppChannel,
  lease: Lease,
): Promise<{ devices: Device[]; plan: Plan }> {
  return inTransaction(pool, async (sql) => {
    const now = clock.now();
    const ids = await claimDue(sql, { app: app.id, now, limit: Math.min(CLAIM, holds.room(app)), lease });
    const devices = ids.length > 0 ? await loadDevices(sql, ids) : [];
    const plan = planRound(devices, { now, lease, rules: { policy, timing } });
    await release(sql, { lease, now, releases: plan.releases });
    await forgetRegistrations(sql, plan.forget);
    await markRegistrations(
      sql,
      lease,
      plan.tasks.map(({ registration }) => registration),
    );
    return { devices, plan };
  });
}

/** By the registration's own app, which is the device's former one after a change of app. */
async function carryOut(options: RoundOptions, tasks: Task[], lease: Lease): Promise<Done[]> {
  const actor = actorOf(options);
  const ids = [...new Set(tasks.map(({ registration }) => registration.app))];
  const done = ids.map(async (id): Promise<Done[]> => {
    const group = tasks.filter(({ registration }) => registration.app === id);
    const app = options.apps.find((known) => known.id === id);
    const live = app && options.holds.liveToken(app);
    // No longer configured, or its last access token has just been refused.
    if (!app || !live) return postpone(actor, group);
    const { ready, stuck } = openTokens(options, group);
    const waiting = postpone(actor, stuck, 'vault-key-missing');
    return [...waiting, ...(await act(actor, { app, live, deadline: lease.until, tasks: ready }))];
  });
  return (await Promise.all(done)).flat();
}

function actorOf(options: RoundOptions): Actor {
  const { client, holds, log, raise, watch, invite, clock, timing, random, policy } = options;
  return {
    client,
    holds,
    log,
    raise,
    watch,
    invite,
    circumstances({ device, registration }) {
      const target = wantedBy(device, policy);
      const now = clock.now();
      return {
        now,
        timing,
        random,
        waited: now < (device.waitedUntil ?? 0),
        wanted: target !== undefined && isOf(registration, target),
      };
    },
  };
}

async function settle(options: RoundOptions, lease: Lease, done: Done[]): Promise<string[]> {
  const { pool, clock, policy, timing, log } = options;
  const now = clock.now();
  const byDevice = new Map<Device, Done[]>();
  for (const one of done) byDevice.set(one.task.device, [...(byDevice.get(one.task.device) ?? []), one]);
  const devices = [...byDevice.keys()];
  const next = devices.map((device) => ({
    device,
    ...decide(deviceAfter(device, byDevice.get(device) ?? []), now, { policy, timing }),
  }));
  const releases = next.map(({ device, step }) => releaseOf(device, step, now));
  const outcomes = done.map(({ registration }) => registration);
  const { changed, settled, asks } = await inTransaction(pool, async (sql) => {
    await release(sql, { lease, now, releases });
    const rows = await settleRegistrations(sql, lease, outcomes);
    // Of a lease that has ended, another worker tells the outcome.
    const written = new Set(rows.map(keyOf));
    const settled = done.filter(({ registration }) => written.has(keyOf(registration)));
    const responsible = new Set(rows.map(({ installationId }) => installationId));
    for (const { installationId } of devices) responsible.delete(installationId);
    await wakeDevices(sql, now, [...responsible]);
    await forgetRegistrations(
      sql,
      next.flatMap(({ forget }) => forget),
    );
    const asks = firstAsks(settled);
    await keepAsks(sql, asks);
    return {
      changed: [...devices.map(({ installationId }) => installationId), ...responsible],
      settled,
      asks,
    };
  });
  if (asks.length > 0) options.onSent?.();
  logOutcomes(log, settled);
  return changed;
}

/** What is asked about together from now on. */
function firstAsks(done: Done[]): NewAskRow[] {
  const sent = done.map(({ registration }) => registration).filter(({ askedTogether }) => askedTogether);
  const apps = [...new Set(sent.map(({ app }) => app))];
  return apps.flatMap((app) => {
    const asking = sent.filter((row) => row.app === app).map(askingOf);
    return askRowsOf(app, asking);
  });
}

const askingOf = (row: Registration): Asking => ({
  ask: { tokenHash: row.tokenHash, dynamicsUser: row.dynamicsUserId, requestId: row.requestId ?? '' },
  apiTokenId: row.apiTokenId ?? '',
  sentAt: row.sentAt ?? row.since,
  polls: 0,
  traceId: row.traceId,
  dueAt: row.notBefore ?? 0,
});

const keyOf = ({ app, tokenHash, dynamicsUserId }: Omit<Settled, 'installationId'>): string =>
  `${app} ${tokenHash} ${dynamicsUserId}`;

function deviceAfter(device: Device, changed: Done[]): Device {
  const isChanged = (row: Registration) => changed.some(({ registration }) => isOf(row, registration));
  const kept = device.registrations.filter((row) => !isChanged(row));
  const written = changed.map(({ registration }) => ({ ...registration, leasedUntil: undefined }));
  return { ...device, registrations: [...kept, ...written] };
}
