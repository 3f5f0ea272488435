import type { TimelineEvent } from '../../control/wire.ts';

const hopNames: Record<TimelineEvent['hop'], string> = {
  page: 'Page',
  shell: 'Shell',
  gateway: 'Gateway',
  dynamics: 'Dynamics',
  apns: 'APNs',
  fcm: 'FCM',
  phone: 'Phone',
  lab: 'Lab',
};

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
