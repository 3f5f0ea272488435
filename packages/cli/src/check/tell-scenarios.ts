import type { CheckResult } from '@journeys-push/sandbox/check';
import { interruptible } from '../interruption.ts';
import { paintFor } from '../paint.ts';
import { Refusal } from '../refusal.ts';
import type { ScenarioOptions } from './scenario-options.ts';

/** Tells scenarios in sandboxes of its own, and says on standard error what has come of each. Throws Refusal. */
export async function tellScenarios({ names, file, profiles }: ScenarioOptions): Promise<CheckResult> {
  const { checkScenarios, ScenarioUnknown } = await import('@journeys-push/sandbox/scenarios');
  const { scenarioSummary } = await import('@journeys-push/sandbox/check');
  const startedAt = new Date();
  const paint = paintFor(process.stderr);
  const marks = { passed: paint('green', '✓'), failed: paint('red', '✗') };
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  const runs = await interruptible((signal) =>
    checkScenarios({
      ...{ names, file, profiles, signal },
      onPlanned: (count) => tell(count === 1 ? '1 run' : `${count} runs`),
      onRun: ({ status, title, profile, durationMs = 0 }) =>
        tell(
          `${marks[status === 'passed' ? status : 'failed']} ${title} (${profile}, ${seconds(durationMs)})`,
        ),
    }),
  ).catch((error: unknown) => {
    if (!(error instanceof ScenarioUnknown)) throw error;
    throw new Refusal('usage', { message: error.message, remedy: 'docs/scenarios.md lists them.' });
  });
  return scenarioSummary(runs, startedAt);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
