import type { Problem } from './result.ts';

/** Ends an item that is not green. Anything else that an item throws is a fault of the check itself. */
export class NotPassed extends Error {
  override readonly name = 'NotPassed';
  readonly status: 'failed' | 'blocked';
  readonly problem: Problem;
  constructor(status: 'failed' | 'blocked', problem: Problem) {
    super(`expected ${problem.expected}; came ${problem.came}`);
    this.status = status;
    this.problem = problem;
  }
}

/** What the item is about is not so. */
export function fail(problem: Omit<Problem, 'blockedBy'>): never {
  throw new NotPassed('failed', problem);
}

/** The item could not be judged: what it needs is the matter of item `blockedBy`. */
export function block(blockedBy: number, problem: Omit<Problem, 'remedy' | 'blockedBy'>): never {
  const remedy = `Mend item ${blockedBy} first; this item needs it and says nothing until then.`;
  throw new NotPassed('blocked', { ...problem, remedy, blockedBy });
}
