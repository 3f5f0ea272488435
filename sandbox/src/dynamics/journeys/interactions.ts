import { maskToken, traceIdOfGuid } from '../../trace.ts';
import { sameId } from '../channel/devices.ts';
import type { Interaction } from '../records.ts';
import { addInteraction } from '../state.ts';
import type { Twin } from '../twin.ts';

const NAMES = { opened: 'Push Notification Opened', clicked: 'Push Notification Link Clicked' } as const;

/** What a device or a redirect tells about a push. */
interface InteractionReport {
  trackingId: string;
  what: 'opened' | 'clicked';
  /** How it came to be known. */
  by: 'event' | 'link';
  /** Of the device, where it says so. */
  token?: string;
  /** Where the event is recorded when its tracking id belongs to no push. */
  traceId: string;
}

/**
 * Records an open or a click, in the trace of the push. One about an unknown tracking id (a test send's zero GUID,
 * another environment's) is answered alike, and recorded as unmatched (assumed). Repeated ones are all kept; reports
 * count unique ones (facts: dynamics.md §6).
 */
export function recordInteraction(twin: Twin, report: InteractionReport): void {
  const { trackingId, what, by, token } = report;
  const push = twin.state.sent.get(sameId(trackingId));
  addInteraction(twin.state, {
    ...{ name: NAMES[what], trackingId, at: twin.now(), matched: push !== undefined },
    ...(push ? { contactId: push.contactId, mobileAppId: push.mobileAppId } : {}),
    ...(token ? { token: maskToken(token) } : {}),
  });
  twin.timeline.record({
    traceId: push ? traceIdOfGuid(push.trackingId) : report.traceId,
    hop: 'dynamics',
    kind: by === 'link' ? 'link.clicked' : push ? `interaction.${what}` : 'interaction.unmatched',
    summary: push ? SUMMARIES[what] : 'An interaction came for a tracking id that no push has',
    outcome: push ? 'ok' : 'failed',
    detail: { trackingId, what, ...(token ? { token: maskToken(token) } : {}) },
  });
}

const SUMMARIES = {
  opened: 'Dynamics learnt that the notification was opened',
  clicked: 'Dynamics learnt that the link was clicked',
};

/** A journey's own rows: a person's push was sent, or was not and why. One a person, however many devices (assumed). */
export function recordSend(
  twin: Twin,
  row: Pick<Interaction, 'trackingId' | 'contactId' | 'mobileAppId' | 'reason'>,
): void {
  const name = row.reason === undefined ? 'Push Notification Sent' : 'Push Notification Not Sent';
  addInteraction(twin.state, { ...row, name, at: twin.now(), matched: true });
}
