import { sameId } from '../../channel/devices.ts';
import { DynamicsRefusal } from '../../refusal.ts';
import type { Twin } from '../../twin.ts';
import { requireJourney } from '../course/required.ts';
import { requireMessage } from '../messages/actions.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import { KEPT_MS } from './log.ts';
import type { Interaction, InteractionName } from './records.ts';

/** §9: rows that an export holds. */
const MAX_EXPORT = 10_000;
/** §9: how far a person's timeline goes back. */
const TIMELINE_MS = 90 * 24 * 3600 * 1000;

/** Which rows; all conditions hold. */
interface InteractionQuery {
  messageId?: string;
  journeyId?: string;
  personId?: string;
  name?: InteractionName;
  /** Of a push that was not sent. */
  reason?: string;
}

/** The reports (facts: dynamics.md §9), of the last 12 months. All actions throw {@link DynamicsRefusal}. */
export interface Analytics {
  message(messageId: string): Funnel;
  /** `inflow` counts who entered the journey. */
  journey(journeyId: string): Funnel;
  /** Rows of the interaction data, newest first: at most 10,000. `more`: how many did not fit. */
  interactions(query?: InteractionQuery): { rows: Interaction[]; more: number };
  /** A contact's or lead's pushes of the last 90 days, newest first; profiles have no timeline. */
  timelineOf(personId: string): Interaction[];
}

export function createAnalytics(twin: Twin): Analytics {
  const { log } = twin.state.marketing;
  const rows = (query: InteractionQuery, since = twin.now() - KEPT_MS) =>
    log.rows().filter((row) => row.at > since && fits(row, query));
  return {
    message: (messageId) => funnelOf(rows({ messageId: requireMessage(twin, messageId).messageId })),
    journey(journeyId) {
      const { entered } = requireJourney(twin, journeyId);
      return funnelOf(rows({ journeyId }), entered);
    },
    interactions(query = {}) {
      const found = rows(query).reverse();
      const more = Math.max(0, found.length - MAX_EXPORT);
      return { rows: structuredClone(found.slice(0, MAX_EXPORT)), more };
    },
    timelineOf(personId) {
      if (twin.state.people.get(sameId(personId))?.entity === 'profile') {
        const remedy = 'Ask for a contact or a lead';
        throw new DynamicsRefusal('person-incorrect', 'A customer profile has no timeline', remedy);
      }
      return structuredClone(rows({ personId }, twin.now() - TIMELINE_MS).reverse());
    },
  };
}

function fits(row: Interaction, { personId, ...query }: InteractionQuery): boolean {
  if (personId !== undefined && sameId(row.personId ?? '') !== sameId(personId)) return false;
  const wanted = Object.entries(query) as [keyof typeof query, string | undefined][];
  return wanted.every(([column, value]) => value === undefined || row[column] === value);
}
