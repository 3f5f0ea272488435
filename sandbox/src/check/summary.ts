import type { ScenarioRun } from '../control/scenario-wire.ts';
import type { CheckResult, ItemResult, Run } from './result.ts';

/** The result of a check that ends now. */
export function summary(
  runs: Run[],
  { startedAt, browser }: { startedAt: Date; browser: string },
): CheckResult {
  const all = runs.flatMap(({ items }) => items);
  const count = (status: ItemResult['status']) => all.filter((item) => item.status === status).length;
  const counts = { passed: count('passed'), failed: count('failed'), blocked: count('blocked') };
  return {
    format: 'journeys-push-check/1',
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    passed: counts.passed === all.length,
    counts,
    browser,
    runs,
  };
}

/** The result of scenarios that were told. */
export function scenarioSummary(scenarios: ScenarioRun[], startedAt: Date): CheckResult {
  const passed = scenarios.filter(({ status }) => status === 'passed').length;
  const browser = `Node ${process.versions.node}, without a browser`;
  return {
    ...summary([], { startedAt, browser }),
    passed: passed === scenarios.length,
    counts: { passed, failed: scenarios.length - passed, blocked: 0 },
    scenarios,
  };
}
