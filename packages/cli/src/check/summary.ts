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
  const scenarios = (result.scenarios ?? [])
    .filter(({ status }) => status !== 'passed')
    .map((run) => scenarioLines(run, paint));
  const seconds = (result.durationMs / 1000).toFixed(1);
  const verdict = paint(result.passed ? 'green' : 'red', headline(result));
  return `\n${[...problems, ...scenarios, `${verdict} (${seconds} s)`].join('\n\n')}\n`;
}

function problemLines({ number, title, status, problem }: ItemResult, run: string, paint: Paint): string {
  const head = `${status === 'failed' ? paint('red', '✗') : paint('yellow', '–')} ${number}. ${title} (${run})`;
  return [head, ...(problem ? explained(problem) : [])].join('\n');
}

type ScenarioRun = NonNullable<CheckResult['scenarios']>[number];

function scenarioLines({ title, profile, problem }: ScenarioRun, paint: Paint): string {
  const head = `${paint('red', '✗')} ${title} (${profile})`;
  if (!problem) return head;
  const { step, timeline } = problem;
  return [
    head,
    ...(step ? [`  step        ${step}`] : []),
    ...explained(problem),
    ...(timeline ? ['  timeline', ...timeline.split('\n').map((line) => `    ${line}`)] : []),
  ].join('\n');
}

type Explained = Pick<NonNullable<ItemResult['problem']>, 'expected' | 'came' | 'remedy' | 'stop'>;

const explained = ({ expected, came, remedy, stop }: Explained) => [
  `  expected    ${expected}`,
  `  came        ${came}`,
  ...(stop
    ? [
        `  stopped at  ${stop.hop} (${stop.code}): ${stop.cause}`,
        `  whose       ${stop.whose}`,
        `  what to do  ${stop.remedy}`,
        `  in general  ${remedy}`,
      ]
    : [`  what to do  ${remedy}`]),
];
