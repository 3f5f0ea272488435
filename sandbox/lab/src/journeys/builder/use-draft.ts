import { useEffect, useState } from 'react';
import type { Journey, JourneyDefinition, JourneyProblem } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { createDraftSaving, type DraftView } from './draft-saving.ts';

export interface DraftJourney extends DraftView {
  change(definition: JourneyDefinition): void;
  /** It was deleted: what is not saved yet need not be. */
  drop(): void;
}

/** By the journey: what was edited last, on its way to the sandbox when the draft was left. */
const onTheWay = new Map<string, Promise<void>>();

/** Resolves when what was edited last has arrived: until then, the sandbox answers what was before. */
export const draftArrived = (journeyId: string): Promise<void> =>
  onTheWay.get(journeyId) ?? Promise.resolve();

/** A draft as it is edited: checked as it is typed, and saved as soon as it can be, also when it is left at once. */
export function useDraft({ journeyId, definition: saved }: Journey): DraftJourney {
  const { client, notices, connection } = useLab();
  const [saving] = useState(() =>
    createDraftSaving({
      saved,
      check: (definition) => notices.watch(client.checkJourney(definition)),
      save: (definition) => notices.watch(client.changeJourney(journeyId, definition)),
    }),
  );
  useEffect(() => {
    void saving.now();
    const stop = connection.status.subscribe(() => {
      if (connection.status.get() === 'open') saving.again();
    });
    return () => {
      stop();
      onTheWay.set(journeyId, saving.now());
    };
  }, [saving, connection, journeyId]);
  const { change, drop } = saving;
  return { ...useStore(saving.view), change, drop };
}

/** What is wrong at a place of the definition, or below it. */
export const problemsAt = (problems: readonly JourneyProblem[], path: string): JourneyProblem[] =>
  problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
