import { type Problem, problem } from './problem.ts';

/** What Dynamics is answered when it calls back. */
export const outcomeProblems = {
  'outcome-invalid': problem(
    [400, 'caller', false],
    'The callback is none that is waited for.',
    'Nothing: the outcome is asked for all the same. Seen often, check webhooks.publicUrl and apiTokens.',
  ),
} as const satisfies Record<string, Problem>;
