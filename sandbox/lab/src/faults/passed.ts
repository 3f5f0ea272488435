import type { TimelineEvent } from '../../../src/control/wire.ts';

/** One thing that happened on the way: a trace, by its first event there. */
export interface Passed {
  traceId: string;
  at: number;
  summary: string;
  events: number;
  failed: boolean;
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
