import { useEffect, useState } from 'react';
import type { Journey, JourneyDefinition, JourneyProblem } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';

/** So long nothing is changed before it is checked and saved. */
const REST_MS = 250;

export interface DraftJourney {
  definition: JourneyDefinition;
  change(definition: JourneyDefinition): void;
  /** In Dynamics' own words. */
  problems: readonly JourneyProblem[];
  state: 'saved' | 'changed' | 'unsaved';
}

/** A draft as it is edited: checked as it is typed, and saved as soon as it can be. */
export function useDraft({ journeyId, definition: saved }: Journey): DraftJourney {
  const { client, notices } = useLab();
  const [definition, setDefinition] = useState(saved);
  const [problems, setProblems] = useState<readonly JourneyProblem[]>([]);
  const [state, setState] = useState<DraftJourney['state']>('saved');
  const [round, setRound] = useState(0);
  useEffect(() => {
    let over = false;
    const save = async () => {
      const found = await notices.watch(client.checkJourney(definition));
      if (over || !found) return;
      setProblems(found);
      if (found.some(({ blocks }) => blocks === 'saving')) return setState('unsaved');
      const kept = round === 0 || (await notices.watch(client.changeJourney(journeyId, definition)));
      if (!over) setState(kept ? 'saved' : 'unsaved');
    };
    const timer = setTimeout(save, round === 0 ? 0 : REST_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [definition, round, journeyId, client, notices]);
  const change = (changed: JourneyDefinition) => {
    setDefinition(changed);
    setState('changed');
    setRound((before) => before + 1);
  };
  return { definition, change, problems, state };
}

/** What is wrong at a place of the definition, or below it. */
export const problemsAt = (problems: readonly JourneyProblem[], path: string): JourneyProblem[] =>
  problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
