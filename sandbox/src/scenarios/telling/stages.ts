import type { Kit } from '../../kit/kit.ts';
import type { Backend } from './backend.ts';
import { type RunOptions, runScenario, type ScenarioResult } from './run.ts';
import type { SandboxNeeds, Scenario } from './scenario.ts';

/** A sandbox to tell scenarios in. */
export interface Stage {
  kit: Kit;
  backend: Backend;
  close(): Promise<void>;
}

/** Sandboxes of the kinds that scenarios need, each opened when the first one needs it. */
export interface Stages {
  run(scenario: Scenario, options: Omit<RunOptions, 'kit' | 'backend'>): Promise<ScenarioResult>;
  close(): Promise<void>;
}

export function createStages(open: (needs: SandboxNeeds) => Promise<Stage>): Stages {
  const stages = new Map<string, Promise<Stage>>();
  const stageFor = ({ sandbox = {} }: Scenario) => {
    const kind = JSON.stringify(Object.entries(sandbox).sort());
    const stage = stages.get(kind) ?? open(sandbox);
    stages.set(kind, stage);
    return stage;
  };
  return {
    async run(scenario, options) {
      const { kit, backend } = await stageFor(scenario);
      return runScenario(scenario, { ...options, kit, backend });
    },
    async close() {
      const opened = await Promise.allSettled(stages.values());
      await Promise.all(opened.map((stage) => stage.status === 'fulfilled' && stage.value.close()));
    },
  };
}
