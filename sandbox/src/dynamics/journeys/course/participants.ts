import * as z from 'zod';
import { sameId } from '../../channel/devices.ts';
import { KEPT_MS } from '../analytics/log.ts';
import type { Participant } from './records.ts';

/** Ours: of those who have left, the oldest go. */
const MAX_KEPT = 500_000;
/** Entries between two looks at the oldest. */
const LOOK_EVERY = 10_000;

export type Participants = ReturnType<typeof createParticipants>;

/** Of those who are forgotten, in journeys that ask who has entered before: by journey and person, when they last did. */
export const Earlier = z.record(z.string(), z.record(z.string(), z.number()));
export type Earlier = z.output<typeof Earlier>;

interface ParticipantsOptions {
  participants?: Participant[] | undefined;
  earlier?: Earlier | undefined;
  /** Whether a journey still asks who has entered before. */
  asks(journeyId: string): boolean;
  /** Whether it asks that, or who is in it, at any time. */
  everAsks(journeyId: string): boolean;
}

/** Who is and was in which journey. Whoever left more than 12 months ago is forgotten, but not that they entered. */
export function createParticipants({
  participants = [],
  earlier: saved = {},
  ...options
}: ParticipantsOptions) {
  const { asks, everAsks } = options;
  const rows = new Map<number, Participant>();
  const last = new Map<string, Map<string, Participant>>();
  const earlier = new Map(Object.entries(saved).map(([id, people]) => [id, new Map(Object.entries(people))]));
  let newest = 0;

  function add(participant: Participant): void {
    const { participantId, journeyId, personId } = participant;
    newest = Math.max(newest, participantId);
    rows.set(participantId, participant);
    if (everAsks(journeyId)) {
      const people = last.get(journeyId) ?? new Map<string, Participant>();
      last.set(journeyId, people.set(sameId(personId), participant));
    }
    if (participantId % LOOK_EVERY === 0) forget(participant.enteredAt);
  }
  function forget(now: number): void {
    let excess = rows.size - MAX_KEPT;
    for (const participant of rows.values()) {
      const { participantId, leftAt } = participant;
      if (leftAt === undefined || (leftAt > now - KEPT_MS && excess <= 0)) continue;
      rows.delete(participantId);
      excess -= 1;
      forgetEntry(participant);
    }
    for (const journeyId of earlier.keys()) if (!asks(journeyId)) earlier.delete(journeyId);
  }
  function forgetEntry({ participantId, journeyId, personId, enteredAt }: Participant): void {
    const people = last.get(journeyId);
    if (people?.get(sameId(personId))?.participantId !== participantId) return;
    people.delete(sameId(personId));
    if (!asks(journeyId)) return;
    const entries = earlier.get(journeyId) ?? new Map<string, number>();
    earlier.set(journeyId, entries.set(sameId(personId), enteredAt));
  }
  for (const participant of participants) add(participant);
  return {
    ...{ add, forget },
    nextId: () => newest + 1,
    all: () => rows.values(),
    /** When the person has last entered the journey, and whether they are in it; of one that asks. */
    lastEntry(journeyId: string, personId: string): { enteredAt: number; inside: boolean } | undefined {
      const entry = last.get(journeyId)?.get(sameId(personId));
      if (entry) return { enteredAt: entry.enteredAt, inside: entry.leftAt === undefined };
      const enteredAt = earlier.get(journeyId)?.get(sameId(personId));
      return enteredAt === undefined ? undefined : { enteredAt, inside: false };
    },
    earlier: (): Earlier =>
      Object.fromEntries([...earlier].map(([id, people]) => [id, Object.fromEntries(people)])),
  };
}
