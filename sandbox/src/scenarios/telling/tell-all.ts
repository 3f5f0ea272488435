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

/** Tells each scenario on each of its phones. */
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
  return [...scenarios]
    .sort((a, b) => turnOf(a) - turnOf(b))
    .flatMap((scenario) =>
      scenario.phones
        .filter((profile) => profiles?.includes(profile) ?? true)
        .map((profile) => ({ scenario, profile })),
    );
}

/** Sandboxes of their own take longest. What has to be alone in the usual one would hold up the others. */
export const turnOf = ({ sandbox, alone }: Pick<NamedScenario, 'sandbox' | 'alone'>): number =>
  sandbox ? 0 : alone ? 2 : 1;

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
