import type { Verdict } from '@journeys-push/gateway/users';
import type { Paint } from '../../paint.ts';

const MEANING = {
  found: 'found',
  unknown: 'unknown: no record has this value',
  ambiguous: 'ambiguous: more than one record has this value',
  unmapped: 'unmapped: no rule applies, or the claim that it asks for is not there',
  invalid: 'invalid: not 1 to 128 letters, digits or dashes',
  error: 'error: Dataverse could not be asked',
} as const satisfies Record<Verdict['outcome'], string>;

const OUTCOMES = Object.keys(MEANING) as Verdict['outcome'][];

export function countsOf(verdicts: Verdict[]): Record<Verdict['outcome'], number> {
  const counts = { found: 0, unknown: 0, ambiguous: 0, unmapped: 0, invalid: 0, error: 0 };
  for (const { outcome } of verdicts) counts[outcome] += 1;
  return counts;
}

/** A line for each user, then how many came to what, and what to mend. */
export function previewText(verdicts: Verdict[], paint: Paint): string {
  const width = Math.max(...verdicts.map(({ userId }) => plain(userId).length));
  const lines = verdicts.map((verdict) => {
    const { userId, outcome } = verdict;
    const color = outcome === 'found' ? 'green' : outcome === 'error' ? 'red' : 'yellow';
    const what = outcome === 'found' ? verdict.dynamicsUserId : outcome === 'error' ? verdict.cause : '';
    return `${paint(color, outcome.padEnd(9))}  ${plain(userId).padEnd(width)}  ${what}`.trimEnd();
  });
  return `${[...lines, '', ...summary(verdicts)].join('\n')}\n`;
}

function summary(verdicts: Verdict[]): string[] {
  const counts = countsOf(verdicts);
  const told = OUTCOMES.filter((outcome) => counts[outcome] > 0);
  const hints = verdicts.flatMap((verdict) =>
    verdict.outcome === 'error' && verdict.hint ? [`${verdict.cause}: ${verdict.hint}`] : [],
  );
  return [...told.map((outcome) => `${counts[outcome]} ${MEANING[outcome]}`), ...new Set(hints)];
}

/** What stood in a file must not move the reader's cursor. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, '?');
