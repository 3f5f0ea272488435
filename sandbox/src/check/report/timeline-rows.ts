import { hopNames } from '../../control/hop-names.ts';
import type { TimelineEvent } from '../../control/wire.ts';

/** An excerpt of the timeline for reading: `offsetMs` counts from its first event. */
export function timelineRows(events: readonly TimelineEvent[]) {
  const start = events[0]?.at ?? 0;
  return events.map(({ at, hop, summary, outcome }) => ({
    offsetMs: Math.round(at - start),
    hop: hopNames[hop],
    summary,
    failed: outcome === 'failed',
  }));
}
