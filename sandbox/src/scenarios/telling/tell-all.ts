import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { ScenarioRun } from '../../control/scenario-wire.ts';
import type { NamedScenario } from './scenario.ts';
import type { Stages } from './stages.ts';

export interface TellAllOptions {
  scenarios: NamedScenario[];
  /** Default: all on which each is told. */
  profiles?: string[] | undefined;
  stages: Stages;
  /** Aborted: no further one is begun, and it rejects with the signal's reason. */
  signal?: AbortSignal;
  onPlanned?(runs: number): void;
  /** One has come to its end. */
  onRun?(run: ScenarioRun): void;
}

/** More at once would make each of them slower, and nothing faster. */
const AT_ONCE = 6;

/** Tells each scenario on each of its phones. Those that have to be alone come last. */
export async function tellAll(options: TellAllOptions): Promise<ScenarioRun[]> {
  const plan = planOf(options);
  options.onPlanned?.(plan.length);
  const limit = pLimit(AT_ONCE);
  return Promise.all(plan.map((each) => limit(tellOne, each, options)));
}

interface Planned {
  scenario: NamedScenario;
  profile: string;
}

function planOf({ scenarios, profiles }: TellAllOptions): Planned[] {
  const together = scenarios.filter(({ alone }) => alone === undefined);
  const alone = scenarios.filter((each) => each.alone !== undefined);
  return [...together, ...alone].flatMap((scenario) =>
    scenario.phones
      .filter((profile) => profiles?.includes(profile) ?? true)
      .map((profile) => ({ scenario, profile })),
  );
}

async function tellOne(
  { scenario, profile }: Planned,
  { stages, signal, onRun }: TellAllOptions,
): Promise<ScenarioRun> {
  signal?.throwIfAborted();
  const startedAt = Date.now();
  const result = await stages.run(scenario, { profile });
  // What fails after an interruption fails because of it.
  signal?.throwIfAborted();
  const run = { ...result, id: randomUUID(), scenario: scenario.name, startedAt };
  onRun?.(run);
  return run;
}
