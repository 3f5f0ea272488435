import { readdirSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { startSandbox } from '../sandbox.ts';
import { scenarios } from './list.ts';
import { stageOpener } from './telling/open-stage.ts';
import { createStages } from './telling/stages.ts';
import { turnOf } from './telling/tell-all.ts';

const stages = createStages(stageOpener(startSandbox));
afterAll(() => stages.close());

it('every file of a scenario is in the list', () => {
  const notScenarios = ['index.ts', 'list.ts', 'check-scenarios.ts'];
  const files = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !notScenarios.includes(name))
    .map((name) => name.slice(0, -'.ts'.length));
  expect(scenarios.map(({ name }) => name).sort()).toEqual(files.sort());
});

const runs = [...scenarios]
  .sort((a, b) => turnOf(a) - turnOf(b))
  .flatMap((scenario) => scenario.phones.map((profile) => [scenario.title, profile, scenario] as const));

it.concurrent.each(runs)('%s (%s)', { timeout: 60_000 }, async (_, profile, scenario) => {
  const { status, problem } = await stages.run(scenario, { profile });
  expect({ status, problem }).toEqual({ status: 'passed', problem: undefined });
});
