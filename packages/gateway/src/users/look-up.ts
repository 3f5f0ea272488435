import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Timing } from '../timing.ts';
import type { Dataverse } from './dataverse/client.ts';
import type { Question } from './dataverse/query.ts';
import type { Found } from './found.ts';
import { createAsk } from './gather.ts';

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

  const ask = createAsk({ dataverse, clock });

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
