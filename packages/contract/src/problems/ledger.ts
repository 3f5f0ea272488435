import { type Problem, problem } from './problem.ts';

/** Questions to the ledger, exports and erasures. */
export const ledgerProblems = {
  'user-not-held': problem(
    [404, 'caller', false],
    'The gateway holds nothing on this user id.',
    'Check its spelling. After an erasure ask by userKey.',
  ),
  'erasure-unknown': problem(
    [404, 'caller', false],
    'There is no such erasure.',
    'Use the erasureId from the answer to DELETE /v1/admin/users/{userId}.',
  ),
  'export-busy': problem(
    [503, 'operator', true],
    'As many exports as this gateway allows are under way.',
    'Try again when one of them has ended.',
  ),
} as const satisfies Record<string, Problem>;
