import { type Problem, problem } from './problem.ts';

/** The bridge wire. */
export const bridgeProblems = {
  'unknown-command': problem(
    [404, 'page', false],
    'The shell does not know this command.',
    'Check its spelling; a newer page may need a newer app.',
  ),
  'malformed-message': problem(
    [400, 'page', false],
    'The message is not a command in the shape of the Median bridge.',
    'Send median://plugin/command or JSON {medianCommand, data}.',
  ),
  'origin-refused': problem(
    [403, 'operator', false],
    'A page outside the configured origins called the bridge.',
    'Add the exact origin to site.origins in the app configuration if the page may use it.',
  ),
  'callback-invalid': problem(
    [400, 'page', false],
    'The callback is not the name of a global function.',
    'Use a plain identifier: letters, digits, _ and $.',
  ),
} as const satisfies Record<string, Problem>;
