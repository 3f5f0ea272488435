import { resolve } from 'node:path';
import type { ArgsDef, ParsedArgs } from 'citty';
import { Refusal } from '../refusal.ts';

/** What can be written after `journeys-push check --scenarios`, besides `--profile` and the reports. */
export const scenarioArgs = {
  scenarios: {
    type: 'boolean',
    description: 'Tell scenarios instead of the checklist: all, or those named after it (docs/scenarios.md)',
  },
  scenario: {
    type: 'string',
    valueHint: 'FILE',
    description: 'Tell the scenario of this file of yours',
  },
} as const satisfies ArgsDef;

export interface ScenarioOptions {
  /** Undefined: all, where there is no file. */
  names: string[] | undefined;
  /** Absolute path. */
  file: string | undefined;
  /** Default: all on which each is told. */
  profiles: string[] | undefined;
}

/** Undefined without `--scenarios` and `--scenario`. `names` stand after the options. Throws Refusal `usage`. */
export function readScenarios(
  { scenarios, scenario }: ParsedArgs<typeof scenarioArgs>,
  { names, profile }: { names: string[]; profile: string | undefined },
): ScenarioOptions | undefined {
  if (scenario === '') throw usage('--scenario must name a file');
  if (!scenarios && scenario === undefined) return undefined;
  return {
    names: scenarios && names.length > 0 ? parts(names.join()) : undefined,
    file: scenario === undefined ? undefined : resolve(scenario),
    profiles: profile === undefined ? undefined : parts(profile),
  };
}

/** The parts of a list, each once. */
const parts = (list: string): string[] => [...new Set(list.split(',').map((part) => part.trim()))];

const usage = (message: string) =>
  new Refusal('usage', { message: `${message}.`, remedy: 'See journeys-push check --help' });
