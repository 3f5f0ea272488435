import type { CheckResult } from '@journeys-push/sandbox/check';
import type { Problem, Profile } from './mutant.ts';

/** An item that is not green on one phone. */
interface Finding {
  profile: Profile;
  item: number;
  problem: Problem;
}

const nothing: Problem = { expected: '', came: '', remedy: '' };

export const findings = ({ runs }: CheckResult, status: 'failed' | 'blocked'): Finding[] =>
  runs.flatMap(({ profile, items }) =>
    items
      .filter((item) => item.status === status)
      .map(({ number, problem = nothing }) => ({ profile, item: number, problem })),
  );

/** Numbers of the items that were run on any phone, ascending. */
export const itemsOf = ({ runs }: CheckResult): number[] =>
  [...new Set(runs.flatMap(({ items }) => items.map(({ number }) => number)))].sort((a, b) => a - b);
