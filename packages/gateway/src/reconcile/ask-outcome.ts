import { CALL_MAX } from '../dynamics/client.ts';
import type { StatusResult } from '../dynamics/results.ts';
import { backOff, doubled, onGrid } from '../timing.ts';
import type { Ask, NewAskRow } from './ask-store.ts';
import type { Asked } from './asked-store.ts';
import type { Registration } from './device.ts';
import { afterPoll, type Circumstances } from './outcome.ts';
import type { RoundOptions } from './round.ts';

/** What is to be asked about once more, and when. */
export interface Asking {
  ask: Ask;
  /** The row it was claimed in; empty: a new one. */
  rowId: string;
  polls: number;
  dueAt: number;
}

type Outcome =
  | { kind: 'changed'; asked: Asked; before: Registration; registration: Registration }
  | ({ kind: 'again' } & Asking)
  /** It no longer waits for this verdict: the device is looked at, in case a crash came between. */
  | { kind: 'gone'; installationId: string };

type Circle = Pick<RoundOptions, 'clock' | 'timing' | 'random'>;

/** What an answer means for a registration that nobody waits for. */
export function afterAnswer(circle: Circle, asked: Asked, result: StatusResult | undefined): Outcome {
  const { clock, timing, random } = circle;
  const { registration, ask, rowId, polls } = asked;
  const now = clock.now();
  if (!result) return { kind: 'gone', installationId: registration.installationId };
  const again = (dueAt: number): Outcome => ({ kind: 'again', ask, rowId, polls: polls + 1, dueAt });
  if (result.kind === 'later') {
    const delay = doubled(timing.firstRetryMs, polls, timing.maxRetryMs);
    return again(now + backOff(delay, { random, atLeast: result.afterMs ?? 0 }));
  }
  if (result.kind === 'pending') {
    const age = now - (registration.sentAt ?? registration.since);
    if (age < timing.giveUpUnwantedMs) return again(nextAsk(polls, { now, timing }));
    // So long without a verdict: from here on the device asks for itself.
    const alone = { ...registration, polls: polls + 1, notBefore: now, askedTogether: false };
    return { kind: 'changed', asked, before: registration, registration: alone };
  }
  const at: Circumstances = { now, timing, random, waited: false, wanted: true };
  const after = { ...afterPoll(registration, result, at), askedTogether: false };
  return { kind: 'changed', asked, before: registration, registration: after };
}

/** On a grid, so that what was sent in many small calls is asked about in full ones. */
export function nextAsk(polls: number, { now, timing }: Pick<Circumstances, 'now' | 'timing'>): number {
  const delay = doubled(timing.askAfterMs, polls, timing.maxPollMs);
  return onGrid(now + delay, timing.askGridMs);
}

/** Puts together what is due at the same time, a call's worth in each row. */
export function askRowsOf(app: string, asking: Asking[]): NewAskRow[] {
  const groups = new Map<number, Asking[]>();
  for (const one of asking) groups.set(one.dueAt, [...(groups.get(one.dueAt) ?? []), one]);
  const rows: NewAskRow[] = [];
  for (const [dueAt, group] of groups) {
    for (let start = 0; start < group.length; start += CALL_MAX) {
      const part = group.slice(start, start + CALL_MAX);
      const polls = Math.max(...part.map((one) => one.polls));
      rows.push({ app, dueAt, polls, asks: part.map(({ ask }) => ask) });
    }
  }
  return rows;
}
