import type { Participant } from '../../../../src/control/journey-wire.ts';

/** Of one step. */
export interface StepCounts {
  /** How many stand before it. */
  here: number;
  /** What became of those who passed it, in words. */
  passed: Record<string, number>;
}

/** By the number of the step. */
export function countsOf(participants: readonly Participant[]): Map<number, StepCounts> {
  const counts = new Map<number, StepCounts>();
  const of = (step: number) => {
    const found = counts.get(step) ?? { here: 0, passed: {} };
    counts.set(step, found);
    return found;
  };
  for (const { next, leftAt, steps } of participants) {
    if (leftAt === undefined) of(next).here += 1;
    for (const { step, outcome, code } of steps) {
      const word = outcome === 'branched' ? (code ?? outcome) : outcome;
      const { passed } = of(step);
      passed[word] = (passed[word] ?? 0) + 1;
    }
  }
  return counts;
}
