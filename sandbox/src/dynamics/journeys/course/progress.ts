import { placesOf } from './places.ts';
import type { Journey, Participant } from './records.ts';

/** Where the people of a journey are, all of them counted. */
export interface Progress {
  /** By the number of the step. */
  steps: StepCounts[];
  /** When the next of those who wait is due; absent: nobody waits. */
  nextDueAt?: number;
}

export interface StepCounts {
  /** How many stand before it. */
  here: number;
  /** How many have passed it, by what became of it; of a branch, by `yes` and `no`. */
  passed: Record<string, number>;
}

/** `participants` may be in other journeys, too. */
export function progressOf(
  { journeyId, definition }: Pick<Journey, 'journeyId' | 'definition'>,
  participants: Iterable<Participant>,
): Progress {
  const steps: StepCounts[] = placesOf(definition).map(() => ({ here: 0, passed: {} }));
  let nextDueAt = Number.POSITIVE_INFINITY;
  for (const participant of participants) {
    if (participant.journeyId !== journeyId) continue;
    count(steps, participant);
    nextDueAt = Math.min(nextDueAt, dueAt(participant));
  }
  return { steps, ...(Number.isFinite(nextDueAt) ? { nextDueAt } : {}) };
}

function count(steps: StepCounts[], { next, leftAt, steps: passedSteps }: Participant): void {
  const before = leftAt === undefined ? steps[next] : undefined;
  if (before) before.here += 1;
  for (const { step, outcome, code } of passedSteps) {
    const passed = steps[step]?.passed;
    if (!passed) continue;
    const what = outcome === 'branched' ? (code ?? outcome) : outcome;
    passed[what] = (passed[what] ?? 0) + 1;
  }
}

/** A push that is on its way has its time behind it. */
const dueAt = ({ leftAt, state, dueAt: at }: Participant): number =>
  leftAt === undefined && state !== 'sending' && at !== undefined ? at : Number.POSITIVE_INFINITY;
