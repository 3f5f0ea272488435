import type { SandboxClock } from '../../clock.ts';
import type { Kit } from '../../kit/kit.ts';
import { lazily } from '../../lazy.ts';
import type { Timeline } from '../../timeline.ts';
import { createBackend } from '../telling/backend.ts';
import type { StartSandbox } from '../telling/open-stage.ts';
import { createStages, type Stages } from '../telling/stages.ts';
import { createRuns, type Runs } from './runs.ts';

export interface OwnRunsOptions {
  /** Of this sandbox; asked for when somebody tells the first scenario. */
  kit(): Kit;
  timeline: Timeline;
  clock: SandboxClock;
  /** Another sandbox. */
  start: StartSandbox;
  /** Ends what was opened for scenarios that need another sandbox. */
  keep(closer: () => unknown): void;
  /** Hears how to ask whether scenarios are told in this sandbox. */
  watch(isBusy: () => boolean): void;
  /** Resolves when the site in the phones is not being changed. */
  siteStands(): Promise<unknown>;
}

/** Scenarios in this sandbox, or in one beside it where a scenario needs that; loaded when the first caller comes. */
export function createOwnRuns({
  kit,
  start,
  timeline,
  clock,
  keep,
  watch,
  siteStands,
}: OwnRunsOptions): () => Promise<Runs> {
  return lazily(async () => {
    const [{ scenarios }, { stageOpener }] = await Promise.all([
      import('../list.ts'),
      import('../telling/open-stage.ts'),
    ]);
    const openStage = stageOpener(start);
    const backend = await createBackend();
    const here = { kit: kit(), backend, close: async () => {} };
    const stages = createStages(async (needs) => (Object.keys(needs).length === 0 ? here : openStage(needs)));
    keep(stages.close);
    const run: Stages['run'] = async (scenario, how) => {
      await siteStands();
      return stages.run(scenario, how);
    };
    const runs = createRuns({ scenarios, stages: { ...stages, run }, timeline, now: clock.now });
    // The last that is kept ends first: none that waits begins while the stages close.
    keep(runs.stopWaiting);
    watch(runs.isBusy);
    return runs;
  });
}
