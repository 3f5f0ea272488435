import { DynamicsId } from '@journeys-push/contract/gateway-dynamics';
import { LRUCache } from 'lru-cache';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Timing } from '../timing.ts';
import type { Failure } from './dataverse/answer.ts';
import type { Dataverse } from './dataverse/client.ts';
import { ENTITIES, lookUpPath, type Question } from './dataverse/query.ts';

/** Whom Dataverse knows by a value. */
export type Found = { kind: 'found'; id: string } | { kind: 'unknown' } | { kind: 'ambiguous' } | Failure;

export type LookUp = (question: Question, traceId: string) => Promise<Found>;

export interface LookUpOptions extends Pick<Timing, 'userFoundMs' | 'userUnknownMs'> {
  dataverse: Dataverse;
  clock: Clock;
}

/** Answers that are kept: some 20 MB at most. */
const KEPT = 100_000;

/** No column that a person is looked for by holds more. */
const LONGEST_VALUE = 500;

/**
 * Asks Dataverse who has a value, each question once at a time. Who was found is kept long, that nobody or several
 * were only briefly: a person is often created a moment after the app was installed.
 */
export function createLookUp({ dataverse, clock, userFoundMs, userUnknownMs }: LookUpOptions): LookUp {
  const kept = new LRUCache<string, Found>({ max: KEPT, perf: { now: clock.now }, ttlResolution: 0 });
  const asking = new Map<string, Promise<Found>>();

  async function ask(question: Question, traceId: string): Promise<Found> {
    const answer = await dataverse({ path: lookUpPath(question), traceId });
    if (answer.kind === 'missing') return { kind: 'unknown' };
    return answer.kind === 'ok' ? readRows(question, answer.json) : answer;
  }

  return async (question, traceId) => {
    if (question.value === '' || question.value.length > LONGEST_VALUE) return { kind: 'unknown' };
    const key = JSON.stringify(question);
    const known = kept.get(key);
    if (known) return known;
    const underway = asking.get(key);
    if (underway) return underway;
    const asked = ask(question, traceId);
    asking.set(key, asked);
    try {
      const found = await asked;
      if (found.kind === 'found') kept.set(key, found, { ttl: userFoundMs });
      else if (found.kind !== 'later' && found.kind !== 'refused')
        kept.set(key, found, { ttl: userUnknownMs });
      return found;
    } finally {
      asking.delete(key);
    }
  };
}

const Rows = z.object({ value: z.array(z.record(z.string(), z.unknown())) });

/** Several rows are several people. A row whose value is not the one asked for (its accents differ) is nobody. */
function readRows({ entity, column, value }: Question, json: unknown): Found {
  const parsed = Rows.safeParse(json);
  if (!parsed.success) return { kind: 'later', cause: 'the answer has an unexpected shape' };
  const [row, another] = parsed.data.value;
  if (another) return { kind: 'ambiguous' };
  if (!row || !isSame(row[column], value)) return { kind: 'unknown' };
  const id = DynamicsId.safeParse(row[ENTITIES[entity].id]);
  return id.success
    ? { kind: 'found', id: id.data }
    : { kind: 'later', cause: 'the answer has an unexpected shape' };
}

/** As Dataverse compares: without case (facts: dynamics.md §7). */
const isSame = (found: unknown, asked: string): boolean =>
  typeof found === 'string' && found.toLowerCase() === asked.toLowerCase();
