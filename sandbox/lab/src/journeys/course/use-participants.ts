import { useCallback, useEffect } from 'react';
import type { Journey, Participant } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { useRemote } from '../../use-remote.ts';
import { useTimeMoved } from './use-forward.ts';

/** So many are looked at. */
export const SHOWN = 200;
/** While somebody is inside, time itself may move them. */
const AGAIN_MS = 2000;

export interface Participants {
  rows: readonly Participant[];
  /** Changes when anybody has got further. */
  version: string;
  /** When the next of them is due. */
  nextDueAt: number | undefined;
  refresh(): void;
}

/** Who is and was in a journey, kept up to date. */
export function useParticipants({ journeyId, inside }: Journey): Participants {
  const { client, panel, connection } = useLab();
  const seen = useStore(panel) === 'journeys';
  // Without a connection each question would be one more refusal.
  const open = useStore(connection.status) === 'open';
  const moved = useTimeMoved();
  const load = useCallback(
    () => client.participants(journeyId, { limit: SHOWN, newest: true }),
    [client, journeyId],
  );
  const { value: rows = [], refresh } = useRemote(load);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the time was moved
  useEffect(() => {
    if (!open) return undefined;
    refresh();
    if (inside === 0 || !seen) return undefined;
    const timer = setInterval(refresh, AGAIN_MS);
    return () => clearInterval(timer);
  }, [refresh, inside, seen, moved, open]);
  const due = rows.flatMap(({ leftAt, dueAt, state }) =>
    leftAt === undefined && dueAt !== undefined && state !== 'sending' ? [dueAt] : [],
  );
  return {
    ...{ rows, refresh },
    version: rows.map(({ participantId, next, state }) => `${participantId}.${next}.${state}`).join(' '),
    nextDueAt: due.length > 0 ? Math.min(...due) : undefined,
  };
}
