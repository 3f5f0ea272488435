import type { Funnel } from '../../../../src/control/report-wire.ts';

export interface Bar {
  label: string;
  count: number;
  /** From 0 to 1. */
  share: number;
  /** Of what the share is one. */
  of: string;
}

/** The figures of a journey, each with its share of the one it belongs to. */
export function barsOf({ inflow, sent, notSent, uniqueOpens, uniqueClicks, ...rates }: Funnel): Bar[] {
  const came = sent + notSent;
  return [
    { label: 'Entered', count: inflow, share: inflow > 0 ? 1 : 0, of: '' },
    { label: 'Sent (delivered)', count: sent, share: rates.sendRate, of: 'of the pushes that were due' },
    {
      label: 'Not sent',
      count: notSent,
      share: came > 0 ? notSent / came : 0,
      of: 'of the pushes that were due',
    },
    { label: 'Opened', count: uniqueOpens, share: rates.openRate, of: 'of those delivered' },
    { label: 'Link clicked', count: uniqueClicks, share: rates.clickRate, of: 'of those delivered' },
  ];
}

/** The twin’s codes of skipped steps, in words (sandbox/src/dynamics/journeys/steps/skip.ts). */
const REASONS: Record<string, string> = {
  'person-unknown': 'there is no such person, or not any more',
  'wrong-entity': 'another kind of person than the journey’s',
  'message-deleted': 'the message was deleted',
  'message-inactive': 'the message is inactive',
  'message-not-ready': 'the message is not ready to send',
  'mobile-app-unknown': 'the mobile app is not there any more',
  'message-expired': 'the message had expired',
  'frequency-cap': 'the frequency cap was reached',
  'no-device': 'no device is registered for them in this app',
  interrupted: 'the sandbox ended while it was on its way',
};

export const reasonInWords = (reason: string): string => REASONS[reason] ?? `the provider says ${reason}`;
