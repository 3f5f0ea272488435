import { useCallback, useEffect } from 'react';
import type { Journey, JourneyProgress, Participant } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { useRemote } from '../../use-remote.ts';
import { useTimeMoved } from './use-forward.ts';

/** So many are listed; all are counted. */
export const SHOWN = 200;
/** While somebody is inside, time itself may move them. */
const AGAIN_MS = 2000;

export interface Participants {
  /** Undefined: not known yet. */
  rows: readonly Participant[] | undefined;
  /** Of all of them. Undefined: not known yet. */
  progress: JourneyProgress | undefined;
  /** Changes when anybody has got further. */
  version: string;
  refresh(): void;
}

/** Who is and was in a journey, kept up to date; `personId`: this person alone, whenever they entered. */
export function useParticipants({ journeyId, inside }: Journey, personId: string): Participants {
  const { client, panel, connection } = useLab();
  const seen = useStore(panel) === 'journeys';
  // Without a connection each question would be one more refusal.
  const open = useStore(connection.status) === 'open';
  const moved = useTimeMoved();
  const loadRows = useCallback(
    () => client.participants(journeyId, { personId, limit: SHOWN, newest: true }),
    [client, journeyId, personId],
  );
  const loadProgress = useCallback(() => client.journeyProgress(journeyId), [client, journeyId]);
  const { value: rows, refresh: refreshRows } = useRemote(loadRows);
  const { value: progress, refresh: refreshProgress } = useRemote(loadProgress);
  const refresh = useCallback(() => {
    refreshRows();
    refreshProgress();
  }, [refreshRows, refreshProgress]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the time was moved
  useEffect(() => {
    if (!open) return undefined;
    refresh();
    if (inside === 0 || !seen) return undefined;
    const timer = setInterval(refresh, AGAIN_MS);
    return () => clearInterval(timer);
  }, [refresh, inside, seen, moved, open]);
  return {
    ...{ rows, refresh, progress },
    version: [JSON.stringify(progress), ...(rows ?? []).map(versionOf)].join(' '),
  };
}

const versionOf = ({ participantId, next, state }: Participant) => `${participantId}.${next}.${state}`;
