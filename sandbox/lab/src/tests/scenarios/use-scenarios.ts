import { useCallback, useEffect, useState } from 'react';
import type { ScenarioInfo, ScenarioRun, ScenarioRunsCreate } from '../../../../src/control/scenario-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useBusy } from '../../use-busy.ts';
import { useAnswer } from '../use-answer.ts';
import { useAskedAgain } from '../use-asked-again.ts';
import { isOpen } from './find.ts';

/** How often runs that are under way are looked at. */
const LOOK_MS = 300;

export interface Scenarios {
  list: readonly ScenarioInfo[] | undefined;
  /** Newest first; undefined until the sandbox has said. */
  runs: readonly ScenarioRun[] | undefined;
  /** Some are about to be told. */
  telling: boolean;
  /** Does nothing while {@link telling}. */
  tell(which: ScenarioRunsCreate): Promise<void>;
  /** Those that run are told to their end; the others are not told. */
  stopWaiting(): Promise<void>;
}

/** The scenarios and what was told of them here; runs that are under way are followed. */
export function useScenarios(): Scenarios {
  const { client, notices } = useLab();
  const { value: list } = useAnswer(client.scenarios);
  const { value: told } = useAnswer(client.scenarioRuns);
  const [telling, busily] = useBusy();
  const [followed, setFollowed] = useState<readonly ScenarioRun[]>();
  const runs = followed ?? told;
  const under = runs?.some(isOpen) ?? false;
  useEffect(() => {
    if (!under) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = async () => {
      // A sandbox that is away for a moment is asked again; the lab says that it is away.
      const seen = await client.scenarioRuns().catch(() => undefined);
      if (over) return;
      if (seen) setFollowed(seen);
      timer = setTimeout(look, LOOK_MS);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [client, under]);
  const refresh = useCallback(async () => {
    const seen = await notices.watch(client.scenarioRuns());
    if (seen) setFollowed(seen);
  }, [client, notices]);
  useAskedAgain(refresh);
  return {
    ...{ list, runs, telling },
    tell: (which) =>
      busily(async () => {
        await notices.watch(client.runScenarios(which));
        await refresh();
      }),
    async stopWaiting() {
      await notices.watch(client.stopScenarios());
      await refresh();
    },
  };
}
