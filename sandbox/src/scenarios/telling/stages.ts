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
  /** Rejects once they are closed. */
  run(scenario: Scenario, options: Omit<RunOptions, 'kit' | 'backend'>): Promise<ScenarioResult>;
  close(): Promise<void>;
}

export function createStages(open: (needs: SandboxNeeds) => Promise<Stage>): Stages {
  const stages = new Map<string, Promise<Stage>>();
  let isClosed = false;
  const stageFor = ({ sandbox = {} }: Scenario) => {
    if (isClosed) throw new Error('The sandbox has ended.');
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
      isClosed = true;
      const opened = await Promise.allSettled(stages.values());
      await Promise.all(opened.map((stage) => stage.status === 'fulfilled' && stage.value.close()));
    },
  };
}
