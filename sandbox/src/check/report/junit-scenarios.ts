import type { Builder } from 'junit-report-builder';
import type { ScenarioRun } from '../../control/scenario-wire.ts';
import { xmlText } from './xml-text.ts';

/** One suite for each phone, one case for each scenario; what was done on the way is the case's output. */
export function writeScenarios(report: Builder, runs: readonly ScenarioRun[]): void {
  for (const profile of new Set(runs.map((run) => run.profile))) {
    const suite = report
      .testSuite()
      .name(xmlText(`scenarios on ${profile}`))
      .property('phone', xmlText(`${profile} (simulated)`));
    for (const run of runs.filter((each) => each.profile === profile)) {
      const testCase = suite
        .testCase()
        .className(xmlText(`journeys-push.scenarios.${profile}`))
        .name(xmlText(run.title))
        .time((run.durationMs ?? 0) / 1000)
        .standardOutput(
          xmlText(run.steps.map(({ sentence, status }) => `${status}  ${sentence}.`).join('\n')),
        );
      if (run.status === 'passed') continue;
      testCase.failure(xmlText(messageOf(run)), 'failed').stacktrace(xmlText(textOf(run)));
    }
  }
}

const messageOf = ({ problem }: ScenarioRun): string =>
  problem ? `expected ${problem.expected}; came ${problem.came}` : 'no reason was given';

const textOf = ({ problem }: ScenarioRun): string =>
  problem
    ? [
        ...(problem.step ? [`Step:       ${problem.step}`] : []),
        `Expected:   ${problem.expected}`,
        `Came:       ${problem.came}`,
        `What to do: ${problem.remedy}`,
        '',
        problem.timeline,
      ].join('\n')
    : '';
