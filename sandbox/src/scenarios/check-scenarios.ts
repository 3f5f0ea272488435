import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import type { ScenarioRun } from '../control/scenario-wire.ts';
import { startSandbox } from '../sandbox.ts';
import { scenarios } from './list.ts';
import { stageOpener } from './telling/open-stage.ts';
import type { NamedScenario, Scenario } from './telling/scenario.ts';
import { createStages } from './telling/stages.ts';
import { type TellAllOptions, tellAll } from './telling/tell-all.ts';

/** A name that no scenario has, a phone on which none is told, or a file that has none. */
export class ScenarioUnknown extends Error {
  override readonly name = 'ScenarioUnknown';
  readonly code = 'scenario-unknown';
}

export interface CheckScenariosOptions extends Omit<TellAllOptions, 'scenarios' | 'stages'> {
  /** Default: all, unless a file is named. */
  names?: string[] | undefined;
  /** A module of the customer's whose default export is a scenario. */
  file?: string | undefined;
}

/** Tells scenarios in sandboxes that it starts and ends. Throws {@link ScenarioUnknown}. */
export async function checkScenarios({
  names,
  file,
  ...options
}: CheckScenariosOptions): Promise<ScenarioRun[]> {
  const own = file === undefined ? [] : [await readScenario(file)];
  const chosen = [...choose(scenarios, names ?? (own.length > 0 ? [] : undefined)), ...own];
  const { profiles, signal } = options;
  if (profiles && !chosen.some(({ phones }) => phones.some((phone) => profiles.includes(phone))))
    throw new ScenarioUnknown(`None of these scenarios is told on ${profiles.join(', ')}.`);
  const stages = createStages(stageOpener(startSandbox));
  // Whoever interrupts does not wait for the end of a story.
  signal?.addEventListener('abort', stages.close);
  try {
    return await tellAll({ ...options, scenarios: chosen, stages });
  } finally {
    signal?.removeEventListener('abort', stages.close);
    await stages.close();
  }
}

function choose(all: NamedScenario[], names: string[] | undefined): NamedScenario[] {
  const unknown = names?.find((name) => !all.some((each) => each.name === name));
  if (unknown !== undefined) throw new ScenarioUnknown(`There is no scenario "${unknown}".`);
  return all.filter(({ name }) => names?.includes(name) ?? true);
}

const Told = z.looseObject({
  title: z.string().min(1),
  phones: z.array(z.string()).min(1),
  run: z.custom<Scenario['run']>((value) => typeof value === 'function'),
});

async function readScenario(file: string): Promise<NamedScenario> {
  const module: unknown = await import(pathToFileURL(file).href).catch((error: Error) => {
    throw new ScenarioUnknown(`${file} cannot be loaded: ${error.message}`);
  });
  const read = z.looseObject({ default: Told }).safeParse(module);
  if (read.success) return { ...read.data.default, name: basename(file).replace(/\.\w+$/, '') };
  const [issue] = read.error.issues;
  throw new ScenarioUnknown(
    `${file} must export scenario({ title, phones, run }) by default: ${issue?.path.join('.')}: ${issue?.message}.`,
  );
}
