import type { TimelineEvent } from '../../../../src/control/wire.ts';
import { branchOf, endingIn, type OfPhone } from '../../../../src/explain/branch.ts';
import { explain } from '../../../../src/explain/explain.ts';
import type { Explanation, Stop } from '../../../../src/explain/explanation.ts';

/** How far a trace came, in one word, and where it ended. */
export interface Verdict {
  state: Explanation['state'];
  stop?: Stop;
}

/** One way through a trace: a push may go to several phones of a person, and end differently on each. */
export interface Way {
  /** Absent where the trace has one way only. */
  to?: { phone: string } | { ending: string };
  events: readonly TimelineEvent[];
  explanation: Explanation;
}

/** Of several ways, the one that wants attention first gives the trace its state. */
const URGENT: Explanation['state'][] = ['stopped', 'waiting', 'open', 'done'];

export function judge(events: readonly TimelineEvent[], phones: readonly OfPhone[]): Verdict {
  const explanations = waysOf(events, phones).map(({ explanation }) => explanation);
  for (const state of URGENT) {
    const found = explanations.find((one) => one.state === state);
    if (found) return { state, ...(found.stop ? { stop: found.stop } : {}) };
  }
  return { state: 'open' };
}

/** A way for each phone that the trace speaks of; one for the whole trace where that is one phone or none. */
export function waysOf(events: readonly TimelineEvent[], phones: readonly OfPhone[]): Way[] {
  const targets = targetsOf(events, phones);
  if (targets.length < 2) return [{ events, explanation: explain(events) }];
  return targets.map(({ to, phone }) => ({
    to,
    events: branchOf(events, phone),
    explanation: explain(events, phone),
  }));
}

type Target = { to: NonNullable<Way['to']>; phone: OfPhone };

function targetsOf(events: readonly TimelineEvent[], phones: readonly OfPhone[]): Target[] {
  const ids = new Set<string>();
  const endings = new Set<string>();
  for (const event of events) {
    if (event.phone) ids.add(event.phone);
    const ending = endingIn(event);
    if (ending) endings.add(ending);
  }
  // Most traces: nothing to tell apart.
  if (ids.size < 2 && endings.size < 2) return [];
  const targets: Target[] = [];
  for (const phone of phones) {
    const own = [phone.token.slice(-8), ...phone.tokens.map(({ ending }) => ending)];
    if (!ids.has(phone.id) && !own.some((ending) => endings.has(ending))) continue;
    for (const ending of own) endings.delete(ending);
    targets.push({ to: { phone: phone.id }, phone });
  }
  for (const ending of endings)
    targets.push({ to: { ending }, phone: { id: '', token: ending, tokens: [] } });
  return targets;
}
