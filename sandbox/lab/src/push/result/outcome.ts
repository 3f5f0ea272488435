import type { PersonOutcome } from '../../../../src/control/message-wire.ts';
import type { Push } from '../../../../src/control/wire.ts';

/** What became of a push that was sent from the panel. */
export interface Sending {
  /** Of this sending, in the page. */
  id: number;
  title: string;
  test: boolean;
  /** How they were called when it was sent, by id. */
  names: ReadonlyMap<string, string>;
  outcomes: PersonOutcome[];
  /** People who were left out because they refuse marketing material. */
  leftOut: number;
}

/** Why a step skips a person, as the Dynamics twin names it (sandbox/src/dynamics/journeys/steps/skip.ts). */
const SKIPS: Record<string, string> = {
  'no-device': 'no device is registered for them in this app',
  'person-unknown': 'Dynamics does not know them',
};

export const whyOf = ({ skipped = '', why }: PersonOutcome): string => why ?? SKIPS[skipped] ?? skipped;

/** A push to one contact, as a step tells it. */
export function outcomeOf({ contactId, trackingId, traceId, devices, skipped }: Push): PersonOutcome {
  return { personId: contactId, trackingId, traceId, devices, ...(skipped ? { skipped } : {}) };
}

/** How many got it, in a sentence. */
export function summaryOf({ title, test, outcomes, leftOut }: Sending): string {
  const reached = outcomes.filter(({ devices }) => devices.some(({ result }) => result === 'sent')).length;
  const out =
    leftOut === 0
      ? ''
      : ` ${leftOut} ${leftOut === 1 ? 'was' : 'were'} left out: they refuse marketing material.`;
  if (outcomes.length === 1 && !out) {
    if (reached === 1) return test ? `“${title}” was sent as a test.` : `“${title}” was sent.`;
    return outcomes[0]?.skipped ? `“${title}” was not sent.` : `“${title}” reached no device.`;
  }
  return `“${title}” ${reachOf(reached, outcomes.length)}.${out}`;
}

function reachOf(reached: number, count: number): string {
  if (count === 0) return 'was sent to nobody';
  if (count > 1) return `reached ${reached} of ${count} people`;
  return reached === 1 ? 'reached 1 person' : 'reached nobody';
}
