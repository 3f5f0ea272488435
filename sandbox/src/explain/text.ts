import { hopNames } from '../control/hop-names.ts';
import type { Explanation, Reached, Stop, Whose } from './explanation.ts';

const MARKS = { ok: '✓', failed: '✗', open: '…' } as const;

/** Whose matter it is, as an answer to that question. */
export const WHOSE: Record<Whose, string> = {
  page: 'the page’s',
  user: 'the person’s',
  shell: 'the shell’s (journeys-push)',
  operator: 'whoever configures gateway, app and channel',
  dynamics: 'Dynamics’',
  network: 'the network’s',
  caller: 'the sender’s',
  test: 'whoever runs this sandbox',
};

/** The explanation as lines for a person at a terminal. */
export function explanationText({ hops, stop, state }: Explanation): string {
  const path = hops.map(lineOf);
  if (!stop)
    return [...path, state === 'open' ? '  … nothing has come of it yet' : ''].filter(Boolean).join('\n');
  return [...path, '', stopText(stop, state === 'waiting' ? 'Waits at' : 'Stopped at')].join('\n');
}

/** Where it stopped, why, whose matter it is, what to do. */
export function stopText({ hop, code, cause, whose, remedy, inTest }: Stop, verb = 'Stopped at'): string {
  return [
    `  ${verb}: ${hopNames[hop]} (${code})`,
    `  Why:        ${cause}`,
    `  Whose:      ${WHOSE[whose]}`,
    `  What to do: ${remedy}`,
    ...(inTest === undefined ? [] : [`  In a test:  ${inTest}`]),
  ].join('\n');
}

function lineOf({ hop, outcome, said }: Reached): string {
  return `  ${MARKS[outcome]} ${hopNames[hop].padEnd(8)}  ${said}`;
}
