import type { Pool } from 'pg';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { createLoop, type Loop } from '../../loop.ts';
import { backOff, doubled, type Timing } from '../../timing.ts';
import type { Answer } from '../dataverse/answer.ts';
import type { Dataverse } from '../dataverse/client.ts';
import { ENTITIES } from '../dataverse/query.ts';
import type { DeviceFacts } from './config.ts';
import {
  type CountingDevice,
  claimPeople,
  countingDevice,
  type DuePerson,
  followLedger,
  letGo,
  nextPerson,
  type Settled,
  settlePerson,
} from './store.ts';
import { isNews, type Values, valuesOf } from './values.ts';

export interface FactsWriterOptions {
  pool: Pool;
  deviceFacts: DeviceFacts;
  dataverse: Dataverse;
  clock: Clock;
  timing: Timing;
  random: () => number;
  log: Log;
}

/** How many records one round looks at. */
const CLAIM = 25;

/** No transaction of the gateway takes as long: by then the ledger is complete. */
const LEDGER_LAG_MS = 60_000;

const DAY = 24 * 60 * 60_000;
/** A record that is not there, or of another kind, is looked for again after so long. */
const MISSING_MS = 30 * DAY;
/** Where an admin has something to mend. */
const REFUSED_MS = 15 * 60_000;

/**
 * Writes device facts to the records of people whose registration Dynamics has confirmed. It reads what registrations
 * leave in the ledger and touches nothing of theirs: whatever fails here disturbs none. One record at a time, at most
 * `perMinute`, so that look-ups always find room.
 */
export function createFactsWriter(options: FactsWriterOptions): Loop {
  const { pool, deviceFacts, clock, timing, log } = options;
  let heldUntil = 0;

  async function round(): Promise<number> {
    const now = clock.now();
    if (now < heldUntil) return 0;
    const more = await followLedger(pool, { now, before: now - LEDGER_LAG_MS });
    const due = await claimPeople(pool, { now, until: now + timing.leaseMs, limit: CLAIM });
    if (due.length > 0) heldUntil = now + (CLAIM * 60_000) / deviceFacts.perMinute;
    for (const person of due) {
      const device = await countingDevice(pool, person);
      if (!device) {
        await letGo(pool, person);
        continue;
      }
      const settled = await look(options, person, device);
      await settlePerson(pool, settled);
      if (!settled.stops) continue;
      // The next one would fare the same. Whoever was claimed is due again when the lease ends.
      heldUntil = settled.dueAt;
      break;
    }
    return more ? 1 : 0;
  }

  return createLoop({
    name: 'device facts',
    round,
    nextDue: async () => Math.max(heldUntil, (await nextPerson(pool)) ?? Number.POSITIVE_INFINITY),
    sweepMs: timing.sweepMs,
    retryMs: timing.firstRetryMs,
    clock,
    log,
  });
}

async function look(
  options: FactsWriterOptions,
  person: DuePerson,
  device: CountingDevice,
): Promise<Settled & { stops?: true }> {
  const { deviceFacts, dataverse, clock } = options;
  const { userKey, traceId } = person;
  const now = clock.now();
  // Another user id of the same record has the device that counts: what this one has written is the record's no more.
  if (device.userKey !== userKey) return { userKey, written: null, attempts: 0, dueAt: now + DAY };
  const values = valuesOf(deviceFacts, device);
  if (!isNews(deviceFacts, values, { ...person, now })) return { userKey, attempts: 0, dueAt: now + DAY };
  const path = pathOf(deviceFacts, device.dynamicsUserId);
  const answer = await dataverse({ method: 'PATCH', path, body: values, traceId });
  tell(options.log, answer, { traceId, installationId: device.installationId });
  return { userKey, ...outcomeOf(options, answer, { person, values }) };
}

function outcomeOf(
  { clock, timing, random }: FactsWriterOptions,
  answer: Answer,
  { person, values }: { person: DuePerson; values: Values },
): Omit<Settled, 'userKey'> & { stops?: true } {
  const now = clock.now();
  if (answer.kind === 'ok') return { written: { values, at: now }, attempts: 0, dueAt: now + DAY };
  if (answer.kind === 'missing') return { attempts: 0, dueAt: now + MISSING_MS };
  if (answer.kind === 'refused') return { attempts: 0, dueAt: now + REFUSED_MS, stops: true };
  const delay = doubled(timing.firstRetryMs, person.attempts, timing.maxRetryMs);
  const wait = backOff(delay, { random, atLeast: answer.retryAfterMs ?? 0 });
  return { attempts: person.attempts + 1, dueAt: now + wait, stops: true };
}

/** The Web API wants GUIDs with their dashes. */
function pathOf({ entity }: DeviceFacts, id: string): string {
  const guid = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return `${ENTITIES[entity].set}(${guid.toLowerCase()})`;
}

function tell(log: Log, answer: Answer, line: { traceId: string; installationId: string }): void {
  if (answer.kind === 'ok') log.debug({ ...line, code: 'facts.written' }, 'Device facts were written');
  if (answer.kind === 'missing')
    log.info({ ...line, code: 'facts.no-record' }, 'The record of these device facts is not there');
  if (answer.kind === 'later')
    log.warn({ ...line, code: 'facts-later', cause: answer.cause }, 'Device facts are written later');
  if (answer.kind === 'refused') {
    const { cause, hint } = answer;
    log.error({ ...line, code: 'facts-refused', cause, hint }, 'Dataverse refused device facts');
  }
}
