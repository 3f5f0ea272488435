import { hopNames } from '../../control/hop-names.ts';
import type { ScenarioProblem } from '../../control/scenario-wire.ts';
import { KitFailure } from '../../kit/failure.ts';
import type { Kit } from '../../kit/kit.ts';
import { ScenarioFailure } from './expectations.ts';
import type { Progress } from './run.ts';

/** So much of the timeline is told with a failure. */
const LINES = 15;

/** What a scenario has found, for a person: what was expected, what came, where it stopped and what to do. */
export async function problemOf(
  error: unknown,
  { kit, phones, steps }: Progress & { kit: Kit },
): Promise<ScenarioProblem> {
  const step = steps.at(-1)?.sentence;
  const [phone] = phones;
  const told = phone === undefined ? '' : await kit.timeline.text({ phone }).catch(() => '');
  return {
    ...(step === undefined ? {} : { step }),
    ...sayings(error),
    timeline: told.trimEnd().split('\n').slice(-LINES).join('\n'),
  };
}

function sayings(error: unknown): Pick<ScenarioProblem, 'expected' | 'came' | 'remedy'> {
  const remedy = 'See what happened on the phone last.';
  if (error instanceof ScenarioFailure) {
    const { expected, came } = error;
    return { expected, came, remedy: error.remedy ?? remedy };
  }
  if (error instanceof KitFailure) return { ...saidBy(error, remedy) };
  const came = error instanceof Error ? error.message : String(error);
  return { expected: 'the step to be done', came, remedy };
}

function saidBy({ expected, came, stop }: KitFailure, remedy: string) {
  if (!stop) return { expected, came, remedy };
  const { hop, code, cause, remedy: what } = stop;
  return { expected, came: `${came}. It stopped at ${hopNames[hop]} (${code}): ${cause}`, remedy: what };
}
