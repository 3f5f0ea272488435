import { CALL_MAX } from '../dynamics/client.ts';
import type { StatusResult } from '../dynamics/results.ts';
import { backOff, doubled, onGrid } from '../timing.ts';
import type { NewAskRow } from './ask-store.ts';
import type { Asked, ClaimedAsk } from './asked-store.ts';
import type { Registration } from './device.ts';
import { afterPoll, type Circumstances } from './outcome.ts';
import { rulingOn } from './reasons.ts';
import type { RoundOptions } from './round.ts';

/** What is to be asked about, and when. */
export interface Asking extends Omit<ClaimedAsk, 'rowId'> {
  /** The row it was claimed in. Absent: it was sent just now. */
  rowId?: string;
  dueAt: number;
}

type Circle = Pick<RoundOptions, 'clock' | 'timing' | 'random'>;

/** What is done about an answer: nothing but one flag of the row changes, it is asked again, or the row must be read. */
export type Reading = { kind: 'held'; isNew: boolean } | { kind: 'again'; asking: Asking } | { kind: 'read' };

export function readingOf(circle: Circle, claimed: ClaimedAsk, result: StatusResult): Reading {
  const { clock, timing, random } = circle;
  const now = clock.now();
  const { polls, sentAt } = claimed;
  if (result.kind === 'success') return { kind: 'held', isNew: true };
  if (result.kind === 'failed' && rulingOn(result.failureReason).verdict === 'registered')
    return { kind: 'held', isNew: false };
  if (result.kind === 'later') {
    const delay = doubled(timing.firstRetryMs, polls, timing.maxRetryMs);
    const dueAt = now + backOff(delay, { random, atLeast: result.afterMs ?? 0 });
    return {
      kind: 'again',
      asking: { ...claimed, polls: polls + 1, dueAt: onGrid(dueAt, timing.askGridMs) },
    };
  }
  if (result.kind !== 'pending' || now - sentAt >= timing.giveUpUnwantedMs) return { kind: 'read' };
  // On a grid, so that what was sent in many small calls is asked about in full ones.
  const dueAt = onGrid(now + doubled(timing.askAfterMs, polls, timing.maxPollMs), timing.askGridMs);
  return { kind: 'again', asking: { ...claimed, polls: polls + 1, dueAt } };
}

/** The registration after an answer that its row had to be read for. */
export function afterAnswer(
  circle: Circle,
  { registration, polls }: Asked,
  result: StatusResult,
): Registration {
  const { clock, timing, random } = circle;
  const now = clock.now();
  // So long without a verdict: from here on the device asks for itself.
  const alone = { ...registration, askedTogether: false };
  if (result.kind === 'pending') return { ...alone, polls: polls + 1, notBefore: now };
  const at: Circumstances = { now, timing, random, waited: false, wanted: true };
  return afterPoll(alone, result, at);
}

/** Puts together what is due at the same time, a call's worth in each row. */
export function askRowsOf(app: string, asking: Asking[]): NewAskRow[] {
  const groups = new Map<string, Asking[]>();
  for (const one of asking) {
    const key = `${one.dueAt} ${one.apiTokenId}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => rowsOf(app, group));
}

function rowsOf(app: string, group: Asking[]): NewAskRow[] {
  const parts = Array.from({ length: Math.ceil(group.length / CALL_MAX) }, (_, index) =>
    group.slice(index * CALL_MAX, (index + 1) * CALL_MAX),
  );
  return parts.flatMap((part): NewAskRow[] => {
    const [first] = part;
    if (!first) return [];
    const { apiTokenId, traceId, dueAt } = first;
    const polls = Math.max(...part.map((one) => one.polls));
    const sentAt = Math.min(...part.map((one) => one.sentAt));
    return [{ app, apiTokenId, traceId, dueAt, polls, sentAt, asks: part.map(({ ask }) => ask) }];
  });
}
