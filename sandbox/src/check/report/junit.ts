import junit, { type TestCase } from 'junit-report-builder';
import { hopNames } from '../../control/hop-names.ts';
import type { CheckResult, ItemResult, Problem, Run } from '../result.ts';
import { runTitle } from '../words.ts';
import { evidenceText } from './evidence-text.ts';
import { writeScenarios } from './junit-scenarios.ts';
import { xmlText } from './xml-text.ts';

/** The result as JUnit XML, for the test views of GitHub, GitLab, Jenkins, Azure: one suite a run, one case an item. */
export function junitReport(result: CheckResult): string {
  const report = junit.newBuilder().name('journeys-push check');
  for (const run of result.runs) {
    const suite = report
      .testSuite()
      .name(xmlText(runTitle(run)))
      .timestamp(xmlText(result.startedAt))
      .time(seconds(run.durationMs))
      .property('phone', xmlText(`${run.phone}, ${run.os}${run.page === 'phone' ? '' : ' (simulated)'}`))
      .property('page', xmlText(run.url));
    for (const item of run.items) writeCase(suite.testCase(), run, item);
  }
  if (result.scenarios) writeScenarios(report, result.scenarios);
  return report.build();
}

function writeCase(testCase: TestCase, run: Run, item: ItemResult): void {
  testCase
    .className(xmlText(`journeys-push.${run.profile}.${run.page}`))
    .name(xmlText(`${item.number}. ${item.title}`))
    .time(seconds(item.durationMs));
  if (item.status === 'failed') writeFailure(testCase, item.problem);
  if (item.status === 'blocked') writeBlocked(testCase, item.problem);
  const seen = item.evidence.map(evidenceText).join('\n');
  if (seen) testCase.standardOutput(xmlText(seen));
}

function writeFailure(testCase: TestCase, problem?: Problem): void {
  const message = problem ? `expected ${problem.expected}; came ${problem.came}` : 'no reason was given';
  testCase.failure(xmlText(message), 'failed');
  if (problem) testCase.stacktrace(xmlText(problemText(problem)));
}

/**
 * An error, not `<skipped>`: the viewers count a skipped case as not failed (GitLab, Jenkins and GitHub's test reporters
 * alike), so a run whose arrangement is broken, where all is blocked and nothing has failed, would look green. An error
 * is red, and JUnit's word for a case that could not be judged; failures stay countable apart from it.
 */
function writeBlocked(testCase: TestCase, problem?: Problem): void {
  const by = problem?.blockedBy === undefined ? '' : ` by item ${problem.blockedBy}`;
  const why = problem ? `: expected ${problem.expected}; came ${problem.came}` : '';
  testCase.error(xmlText(`blocked${by}${why}`), 'blocked', problem && xmlText(problemText(problem)));
}

const problemText = ({ expected, came, remedy, stop }: Problem): string =>
  [
    `Expected:   ${expected}`,
    `Came:       ${came}`,
    ...(stop
      ? [
          `Stopped at: ${hopNames[stop.hop]} (${stop.code}): ${stop.cause}`,
          `Whose:      ${stop.whose}`,
          `What to do: ${stop.remedy}`,
          `In general: ${remedy}`,
        ]
      : [`What to do: ${remedy}`]),
  ].join('\n');

const seconds = (ms: number): number => ms / 1000;
