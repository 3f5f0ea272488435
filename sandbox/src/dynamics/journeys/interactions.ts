import { maskToken, traceIdOfGuid } from '../../trace.ts';
import type { Twin } from '../twin.ts';
import type { Interaction } from './analytics/records.ts';

const NAMES = { opened: 'Push Notification Opened', clicked: 'Push Notification Link Clicked' } as const;

/** §9: what journeys call the interaction of which “Push Notification Link Clicked” is the row. */
const LINK_CLICKED = 'PushLinkClicked';

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
  const { log } = twin.state.marketing;
  const push = log.pushOf(trackingId);
  const said = { name: NAMES[what], at: twin.now(), matched: push !== undefined };
  log.add(rowOf(push ?? { trackingId }, { ...said, ...(token ? { token: maskToken(token) } : {}) }));
  twin.timeline.record({
    traceId: push ? traceIdOfGuid(push.trackingId) : report.traceId,
    hop: 'dynamics',
    kind: by === 'link' ? 'link.clicked' : push ? `interaction.${what}` : 'interaction.unmatched',
    summary: push ? SUMMARIES[what] : 'An interaction came for a tracking id that no push has',
    outcome: push ? 'ok' : 'failed',
    detail: {
      ...{ trackingId, what, ...(token ? { token: maskToken(token) } : {}) },
      ...(what === 'clicked' ? { interaction: LINK_CLICKED } : {}),
    },
  });
}

const SUMMARIES = {
  opened: 'Dynamics learnt that the notification was opened',
  clicked: 'Dynamics learnt that the link was clicked',
};

type Push = Pick<
  Interaction,
  'trackingId' | 'personId' | 'entity' | 'mobileAppId' | 'messageId' | 'journeyId' | 'designation'
>;

/**
 * Begins a person's push: reports about it find it from now on, and the frequency cap counts it. `end` keeps its row,
 * Sent or Not Sent with the reason. One row a person, however many devices (assumed). `at`: when, where not now.
 */
export function beginSend(
  twin: Twin,
  push: Push & { at?: number | undefined },
): { end(reason?: string): void } {
  const { log, frequencyCap } = twin.state.marketing;
  const { at = twin.now(), designation } = push;
  const row = (name: Interaction['name'], reason?: string) =>
    rowOf(push, { name, at, matched: true, designation, reason });
  const begun = row('Push Notification Sent');
  log.begin(begun);
  frequencyCap.count(begun);
  return {
    end(reason) {
      // An interrupted push may have gone out.
      if (reason !== undefined && reason !== 'interrupted') frequencyCap.giveBack(begun);
      log.add(reason === undefined ? begun : row('Push Notification Not Sent', reason));
    },
  };
}

/** All rows have the same members in the same order, absent ones too: they take least room. */
function rowOf(
  { trackingId, personId, entity, mobileAppId, messageId, journeyId }: Push,
  said: Pick<Interaction, 'name' | 'at' | 'matched' | 'designation' | 'reason' | 'token'>,
): Interaction {
  const { name, at, matched, designation, reason, token } = said;
  return {
    name,
    trackingId,
    at,
    personId,
    entity,
    mobileAppId,
    messageId,
    journeyId,
    designation,
    matched,
    reason,
    token,
  };
}
