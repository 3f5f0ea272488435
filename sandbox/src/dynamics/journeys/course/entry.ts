import { sameId } from '../../channel/devices.ts';
import type { ColumnValue } from '../../records.ts';
import type { Twin } from '../../twin.ts';
import { membersOf } from '../segments/actions.ts';
import type { Participants } from './participants.ts';
import type { Journey, Participant } from './records.ts';
import type { Traffic } from './traffic.ts';

/** How often a journey with newcomers looks at its segments; assumed. */
const LOOK_EVERY_MS = 15 * 60_000;

/** A custom trigger, raised for one person. */
export interface Trigger {
  name: string;
  personId: string;
  attributes?: Record<string, ColumnValue>;
}

/** What it did at one journey that waits for it. */
export interface Raised {
  journeyId: string;
  /** Of the person who entered. */
  participantId?: number;
  refused?: 'person-unknown' | 'wrong-entity' | 'reentry';
}

/** Every live journey that the trigger starts. */
export function enterByTrigger(twin: Twin, traffic: Traffic, trigger: Trigger): Raised[] {
  const started = [...twin.state.marketing.journeys.values()].filter(
    ({ state, definition: { start } }) =>
      state === 'live' && start.by === 'trigger' && start.trigger === trigger.name,
  );
  return started.map((journey) => {
    const { journeyId, definition } = journey;
    const person = twin.state.people.get(sameId(trigger.personId));
    if (!person) return { journeyId, refused: 'person-unknown' };
    if (person.entity !== definition.entity) return { journeyId, refused: 'wrong-entity' };
    const { attributes } = trigger;
    const entered = enter(twin, traffic, { journey, personId: person.id, attributes });
    return entered ? { journeyId, participantId: entered.participantId } : { journeyId, refused: 'reentry' };
  });
}

/** Lets somebody in, unless they may not enter again. */
function enter(
  twin: Twin,
  traffic: Traffic,
  { journey, personId, attributes }: Pick<Participant, 'personId' | 'attributes'> & { journey: Journey },
): Participant | undefined {
  const { participants } = twin.state.marketing;
  if (!mayEnter(twin, journey, participants.lastEntry(journey.journeyId, personId))) return undefined;
  const participant: Participant = {
    participantId: participants.nextId(),
    journeyId: journey.journeyId,
    personId,
    enteredAt: twin.now(),
    attributes,
    next: 0,
    state: 'going',
    dueAt: undefined,
    trackingId: undefined,
    leftAt: undefined,
    steps: [],
  };
  participants.add(participant);
  journey.entered += 1;
  journey.inside += 1;
  traffic.go(participant);
  return participant;
}

function mayEnter(
  { now }: Twin,
  { definition }: Journey,
  last: ReturnType<Participants['lastEntry']>,
): boolean {
  if (!last) return true;
  const { start } = definition;
  // A repeating journey passes over whoever is still in it (assumed).
  if (start.by === 'segment') return typeof start.runs === 'object' && !last.inside;
  if (typeof start.reentry === 'object') return now() - last.enteredAt >= start.reentry.afterMs;
  return start.reentry === 'always';
}

/** Looks at the segments of a journey, lets their members in, and sets the next look. */
export function look(twin: Twin, traffic: Traffic, journey: Journey): void {
  const { start, entity } = journey.definition;
  if (journey.state !== 'live' || start.by !== 'segment') return;
  journey.runs += 1;
  const next = nextLook(twin, journey);
  if (next === undefined) delete journey.nextRunAt;
  else journey.nextRunAt = next;
  const ids = audienceOf(twin, start);
  for (const personId of ids) enter(twin, traffic, { journey, personId });
  if (next !== undefined) traffic.agenda.add(next, journey);
  else if (journey.inside === 0) journey.state = 'completed';
  twin.timeline.record({
    ...{ traceId: sameId(journey.journeyId), hop: 'dynamics', kind: 'journey.started', outcome: 'ok' },
    summary: `A journey looked at its segments: ${ids.length} ${entity}s`,
    detail: { journeyId: journey.journeyId, run: journey.runs, audience: ids.length },
  });
}

function nextLook({ now }: Twin, { definition, runs, nextRunAt = now() }: Journey): number | undefined {
  const { start } = definition;
  if (start.by !== 'segment' || start.runs === 'once') return undefined;
  const { everyMs, times = Number.POSITIVE_INFINITY } =
    start.runs === 'once-with-newcomers' ? { everyMs: LOOK_EVERY_MS } : start.runs;
  if (runs >= times) return undefined;
  // Of the looks that were missed while the sandbox was off, one is made up for.
  const missed = Math.floor(Math.max(0, now() - nextRunAt) / everyMs);
  return nextRunAt + (missed + 1) * everyMs;
}

/** Whoever is in one of the segments and in none of the excepted ones; each once. A deleted segment is empty. */
function audienceOf(
  { state }: Twin,
  { segmentIds, exceptSegmentIds }: { segmentIds: string[]; exceptSegmentIds: string[] },
): string[] {
  const members = (id: string) => (state.segments.has(id) ? membersOf(state, id) : []);
  const seen = new Set(exceptSegmentIds.flatMap(members).map(sameId));
  return segmentIds.flatMap(members).filter((id) => {
    const fresh = !seen.has(sameId(id));
    seen.add(sameId(id));
    return fresh;
  });
}
