import { sameId } from '../../channel/devices.ts';
import { KEPT_MS } from '../analytics/log.ts';
import type { Participant } from './records.ts';

/** Ours: of those who have left, the oldest go. */
const MAX_KEPT = 500_000;
/** Entries between two looks at the oldest. */
const LOOK_EVERY = 10_000;

export type Participants = ReturnType<typeof createParticipants>;

/** Who is and was in which journey. Whoever left more than 12 months ago is forgotten. */
export function createParticipants(saved: Participant[] = []) {
  const rows = new Map<number, Participant>();
  const last = new Map<string, Map<string, Participant>>();
  let newest = 0;

  function add(participant: Participant): void {
    const { participantId, journeyId, personId } = participant;
    newest = Math.max(newest, participantId);
    rows.set(participantId, participant);
    const people = last.get(journeyId) ?? new Map<string, Participant>();
    last.set(journeyId, people.set(sameId(personId), participant));
    if (participantId % LOOK_EVERY === 0) forget(participant.enteredAt);
  }
  function forget(now: number): void {
    let excess = rows.size - MAX_KEPT;
    for (const { participantId, journeyId, personId, leftAt } of rows.values()) {
      if (leftAt === undefined || (leftAt > now - KEPT_MS && excess <= 0)) continue;
      rows.delete(participantId);
      excess -= 1;
      const people = last.get(journeyId);
      if (people?.get(sameId(personId))?.participantId === participantId) people.delete(sameId(personId));
    }
  }
  for (const participant of saved) add(participant);
  return {
    ...{ add, forget },
    nextId: () => newest + 1,
    all: () => rows.values(),
    /** The newest passage of the person through the journey. */
    lastEntry: (journeyId: string, personId: string) => last.get(journeyId)?.get(sameId(personId)),
  };
}
