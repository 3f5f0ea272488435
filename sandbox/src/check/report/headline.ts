import type { CheckResult } from '../result.ts';

/** The verdict in one sentence, without a full stop: `2 of 88 checks failed`. */
export function headline({ counts, scenarios }: Pick<CheckResult, 'counts' | 'scenarios'>): string {
  const { passed, failed, blocked } = counts;
  const total = passed + failed + blocked;
  const one = scenarios ? 'scenario run' : 'check';
  const all = total === 1 ? one : `${one}s`;
  if (total === 0) return scenarios ? 'No scenario was told' : 'No check was run';
  if (failed && blocked) return `${failed} of ${total} ${all} failed, ${blocked} could not be judged`;
  if (failed) return `${failed} of ${total} ${all} failed`;
  if (blocked) return `${blocked} of ${total} ${all} could not be judged`;
  return total === 1 ? `The one ${one} passed` : `All ${total} ${all} passed`;
}
