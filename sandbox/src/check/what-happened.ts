import type { ControlClient } from '../control/client.ts';
import { lastStop } from '../explain/last-stop.ts';
import type { Evidence, Problem } from './result.ts';

/** What the timeline has of a phone since the last look. */
export interface Happened {
  evidence: Evidence;
  /** Where a call or a push of it has stopped, the last one first; absent where none has. */
  stop?: Problem['stop'];
}

/** Longer ones are for the lab. */
const EXCERPT = 60;

/** Looks at what happened on the phone, and on the other hops under the same traces, from now on. */
export async function happenedOn(
  control: Pick<ControlClient, 'timeline' | 'phone'>,
  phone: string,
): Promise<() => Promise<Happened>> {
  let seen = (await control.timeline({ limit: 1 }))[0]?.seq ?? 0;
  return async () => {
    const events = await control.timeline({ after: seen });
    seen = events.at(-1)?.seq ?? seen;
    const traces = new Set(events.filter((event) => event.phone === phone).map(({ traceId }) => traceId));
    const mine = events.filter(({ traceId }) => traces.has(traceId));
    const stop = lastStop(mine, await control.phone(phone));
    const excerpt = mine.slice(-EXCERPT).map(({ detail: _, ...event }) => event);
    return { evidence: { kind: 'timeline', events: excerpt }, ...(stop ? { stop } : {}) };
  };
}
