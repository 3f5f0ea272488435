import type { CheckResult, ItemResult, Run } from '@journeys-push/sandbox/check';
import type { Paint } from '../paint.ts';

interface Words {
  headline(result: CheckResult): string;
  runTitle(run: Run): string;
  paint: Paint;
}

/** What is not green, and the verdict: the text at the end of a check. */
export function resultLines(result: CheckResult, { headline, runTitle, paint }: Words): string {
  const problems = result.runs.flatMap((run) =>
    run.items
      .filter(({ status }) => status !== 'passed')
      .map((item) => problemLines(item, runTitle(run), paint)),
  );
  const seconds = (result.durationMs / 1000).toFixed(1);
  const verdict = paint(result.passed ? 'green' : 'red', headline(result));
  return `\n${[...problems, `${verdict} (${seconds} s)`].join('\n\n')}\n`;
}

function problemLines({ number, title, status, problem }: ItemResult, run: string, paint: Paint): string {
  const head = `${status === 'failed' ? paint('red', '✗') : paint('yellow', '–')} ${number}. ${title} (${run})`;
  if (!problem) return head;
  return [
    head,
    `  expected    ${problem.expected}`,
    `  came        ${problem.came}`,
    `  what to do  ${problem.remedy}`,
  ].join('\n');
}
