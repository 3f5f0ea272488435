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
