import type { Interaction } from './records.ts';

/** What became of the pushes of one message or journey (facts: dynamics.md §9). Rates are from 0 to 1. */
export interface Funnel {
  /** Who came to the push; of a journey: who entered it. */
  inflow: number;
  sent: number;
  /** The same as sent: push has no delivery report. */
  delivered: number;
  notSent: number;
  /** Those not sent, by reason: a code of the step, or the provider's. */
  reasons: Record<string, number>;
  opens: number;
  uniqueOpens: number;
  clicks: number;
  uniqueClicks: number;
  /** Of those who came to a push: sent. */
  sendRate: number;
  /** Of the delivered: opened; clicked; one of both. */
  openRate: number;
  clickRate: number;
  engagementRate: number;
}

/** `rows` are those of one message or journey. A push counts once as opened or clicked, by its tracking id. */
export function funnelOf(rows: readonly Interaction[], entered?: number): Funnel {
  const named = (name: Interaction['name']) => rows.filter((row) => row.name === name);
  const [sent, notSent] = [named('Push Notification Sent'), named('Push Notification Not Sent')];
  const [opens, clicks] = [named('Push Notification Opened'), named('Push Notification Link Clicked')];
  const pushes = new Set(sent.map(({ trackingId }) => trackingId));
  const unique = (reports: Interaction[]) => {
    const ids = reports.map(({ trackingId }) => trackingId);
    return new Set(ids.filter((id) => pushes.has(id))).size;
  };
  const came = sent.length + notSent.length;
  const [uniqueOpens, uniqueClicks] = [unique(opens), unique(clicks)];
  return {
    ...{ inflow: entered ?? came, sent: sent.length, delivered: sent.length, notSent: notSent.length },
    reasons: countBy(notSent),
    ...{ opens: opens.length, uniqueOpens, clicks: clicks.length, uniqueClicks },
    sendRate: share(sent.length, came),
    openRate: share(uniqueOpens, sent.length),
    clickRate: share(uniqueClicks, sent.length),
    engagementRate: share(unique([...opens, ...clicks]), sent.length),
  };
}

function countBy(rows: readonly Interaction[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason = 'unknown' } of rows) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
