import type { CheckResult, ItemResult, Run } from '@journeys-push/sandbox/check';

interface Words {
  headline(result: CheckResult): string;
  runTitle(run: Run): string;
}

/** What is not green, and the verdict: the text at the end of a check. */
export function resultLines(result: CheckResult, { headline, runTitle }: Words): string {
  const problems = result.runs.flatMap((run) =>
    run.items.filter(({ status }) => status !== 'passed').map((item) => problemLines(item, runTitle(run))),
  );
  const seconds = (result.durationMs / 1000).toFixed(1);
  return `\n${[...problems, `${headline(result)} (${seconds} s)`].join('\n\n')}\n`;
}

function problemLines({ number, title, status, problem }: ItemResult, run: string): string {
  const head = `${status === 'failed' ? '✗' : '–'} ${number}. ${title} (${run})`;
  if (!problem) return head;
  return [
    head,
    `  expected    ${problem.expected}`,
    `  came        ${problem.came}`,
    `  what to do  ${problem.remedy}`,
  ].join('\n');
}
