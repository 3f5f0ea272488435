import type { ControlClient } from '../../../src/control/client.ts';
import type { TimelineEvent } from '../../../src/control/wire.ts';

/** One thing that happened on the way: a trace, by its first event there. */
export interface Passed {
  traceId: string;
  at: number;
  summary: string;
  events: number;
  failed: boolean;
}

/** Events of one answer. */
const PAGE = 5000;

/** All events after the one of this number, in order; `whole`: the sandbox still has the first of them. */
export async function eventsAfter(
  client: Pick<ControlClient, 'timeline'>,
  after: number,
): Promise<{ events: TimelineEvent[]; whole: boolean }> {
  const pages: TimelineEvent[][] = [];
  let page: TimelineEvent[];
  do {
    // The newest first: the sandbox drops the oldest.
    const before = pages[0]?.[0]?.seq;
    page = await client.timeline({ after, limit: PAGE, ...(before === undefined ? {} : { before }) });
    if (page.length > 0) pages.unshift(page);
  } while (page.length === PAGE);
  const events = pages.flat();
  return { events, whole: (events[0]?.seq ?? after + 1) === after + 1 };
}

/** What happened while the time was moved, in order; the move itself is none of it. */
export function passedIn(events: readonly TimelineEvent[]): Passed[] {
  const traces = new Map<string, Passed>();
  for (const { traceId, at, kind, summary, outcome } of events) {
    if (kind === 'clock.moved') continue;
    const known = traces.get(traceId);
    if (known) {
      known.events++;
      // The last word of a trace says what came of it.
      known.summary = summary;
      known.failed = outcome === 'failed';
    } else traces.set(traceId, { traceId, at, summary, events: 1, failed: outcome === 'failed' });
  }
  return [...traces.values()];
}
