import type { CheckResult } from '../result.ts';

/** The verdict in one sentence, without a full stop: `2 of 88 checks failed`. */
export function headline({ counts: { passed, failed, blocked } }: Pick<CheckResult, 'counts'>): string {
  const total = passed + failed + blocked;
  const checks = total === 1 ? 'check' : 'checks';
  if (total === 0) return 'No check was run';
  if (failed && blocked) return `${failed} of ${total} ${checks} failed, ${blocked} could not be judged`;
  if (failed) return `${failed} of ${total} ${checks} failed`;
  if (blocked) return `${blocked} of ${total} ${checks} could not be judged`;
  return total === 1 ? 'The one check passed' : `All ${total} checks passed`;
}
