import { CodedError } from '@journeys-push/contract/problems';
import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { AppChannel } from '../config.ts';
import type { DynamicsClient } from '../dynamics/client.ts';
import type { Holds } from '../dynamics/holds.ts';
import type { EventResult } from '../dynamics/results.ts';
import type { Log } from '../log.ts';
import { backOff, doubled, type Timing } from '../timing.ts';
import type { Vault } from '../vault/vault.ts';
import {
  claimInteractions,
  type DueInteraction,
  type SettledInteraction,
  settleInteractions,
} from './store.ts';

export interface DeliverOptions {
  pool: Pool;
  vault: Pick<Vault, 'open'>;
  client: DynamicsClient;
  holds: Holds;
  timing: Timing;
  clock: Clock;
  random: () => number;
  log: Log;
}

/** The API takes one open a call (facts: dynamics.md §6); so many calls run side by side. */
const CLAIM = 16;

/** One round for one app: tells due opens to Dynamics, at least once each. Resolves with how many were due. */
export function createDelivery(options: DeliverOptions): (app: AppChannel) => Promise<number> {
  const { pool, clock, timing, holds } = options;
  return async (app) => {
    const now = clock.now();
    const until = now + timing.leaseMs;
    const limit = Math.min(CLAIM, holds.room(app));
    const due = await claimInteractions(pool, { app: app.id, now, until, limit });
    const settled = await Promise.all(due.map((open) => deliver(options, { app, open, deadline: until })));
    if (settled.length > 0) await settleInteractions(pool, settled);
    return due.length;
  };
}

async function deliver(
  options: DeliverOptions,
  { app, open, deadline }: { app: AppChannel; open: DueInteraction; deadline: number },
): Promise<SettledInteraction> {
  const result = await tell(options, { app, open, deadline });
  const { installationId, eventId, traceId } = open;
  const settled = outcomeOf(options, open, result);
  const line = { installationId, eventId, traceId, app: app.id };
  if (settled.outcome === 'expired') logGivenUp(options.log, line, result);
  else logOutcome(options.log, line, result);
  return settled;
}

/** A token that no key of ours opens waits for the operator. */
async function tell(
  { client, vault }: DeliverOptions,
  { app, open, deadline }: { app: AppChannel; open: DueInteraction; deadline: number },
): Promise<EventResult> {
  const { trackingId, sealedToken, traceId } = open;
  let token: string;
  try {
    token = vault.open(sealedToken);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { kind: 'later', answered: true, cause: error.code };
  }
  return client.opened({ app, traceId, deadline }, { trackingId, token });
}

function logGivenUp(log: Log, line: object, result: EventResult): void {
  const cause = result.kind === 'later' ? result.cause : undefined;
  const words = 'An open could not be told to Dynamics for a week: it is given up';
  log.error({ ...line, code: 'open.expired', cause }, words);
}

function logOutcome(log: Log, line: object, result: EventResult): void {
  if (result.kind === 'accepted') log.info({ ...line, code: 'open.told' }, 'Dynamics was told of the open');
  else if (result.kind === 'rejected')
    log.warn({ ...line, code: 'open.refused' }, 'Dynamics refused the open');
  else
    log.warn({ ...line, code: 'open.later', cause: result.cause }, 'A call to Dynamics brought no verdict');
}

function outcomeOf(
  { clock, timing, random }: DeliverOptions,
  { installationId, eventId, attempts, receivedAt }: DueInteraction,
  result: EventResult,
): SettledInteraction {
  const done = { installationId, eventId, attempts: attempts + 1, dueAt: null };
  if (result.kind === 'accepted') return { ...done, outcome: 'delivered' };
  if (result.kind === 'rejected') return { ...done, outcome: 'refused' };
  const now = clock.now();
  // However old it is: not without a call that has been made.
  const isOver = !result.unsent && now - receivedAt.getTime() > timing.interactionExpiryMs;
  if (isOver) return { ...done, outcome: 'expired' };
  const delay = backOff(doubled(timing.firstRetryMs, attempts, timing.maxRetryMs), {
    random,
    atLeast: result.afterMs ?? 0,
  });
  return { ...done, dueAt: new Date(now + delay), outcome: null };
}
