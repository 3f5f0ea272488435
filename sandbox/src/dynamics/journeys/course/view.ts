import { sameId } from '../../channel/devices.ts';
import type { Twin } from '../../twin.ts';
import { SKIPS, type SkipCode } from '../steps/skip.ts';
import type { Definition } from './definition.ts';
import { placesOf } from './places.ts';
import { type Progress, progressOf } from './progress.ts';
import { inWords } from './question.ts';
import type { Journey, Participant, PassedStep } from './records.ts';
import { requireJourney } from './required.ts';

/** A journey as it is told. `held`: how many pushes wait for the end of quiet times. */
export type JourneyView = Journey & { waiting: number; held: number };

/** Somebody in a journey; a step that was skipped says why in a sentence, a branch which way was taken. */
export type ParticipantView = Omit<Participant, 'steps'> & { steps: (PassedStep & { why?: string })[] };

/** Rows that one answer holds, unless asked otherwise. */
const PAGE = 1_000;

/** What can be seen of journeys. */
export interface JourneyViews {
  get(journeyId: string): JourneyView;
  list(): JourneyView[];
  /** How many are where, and when the next of them is due. */
  progress(journeyId: string): Progress;
  /**
   * Who is and was in it, in the order of entering; at most `limit` (default 1,000), those after `after`. `newest`: the
   * last of them rather than the first.
   */
  participants(
    journeyId: string,
    query?: { personId?: string; after?: number; limit?: number; newest?: boolean },
  ): ParticipantView[];
}

export function createViews(twin: Twin): JourneyViews {
  const { marketing } = twin.state;
  const view = (journey: Journey): JourneyView => ({
    ...structuredClone(journey),
    waiting: count(twin, journey, 'waiting'),
    held: count(twin, journey, 'held'),
  });
  return {
    get: (journeyId) => view(requireJourney(twin, journeyId)),
    list: () => [...marketing.journeys.values()].map(view),
    progress: (journeyId) => progressOf(requireJourney(twin, journeyId), marketing.participants.all()),
    participants(journeyId, { personId, after = 0, limit = PAGE, newest = false } = {}) {
      const journey = requireJourney(twin, journeyId);
      const found: Participant[] = [];
      for (const each of marketing.participants.all()) {
        if (found.length >= limit && !newest) break;
        const asked = !personId || sameId(each.personId) === sameId(personId);
        if (asked && each.journeyId === journeyId && each.participantId > after) found.push(each);
      }
      return (newest ? found.slice(-limit) : found).map((each) => told(journey, each));
    },
  };
}

function count({ state }: Twin, { journeyId }: Journey, where: Participant['state']): number {
  let found = 0;
  for (const each of state.marketing.participants.all()) {
    if (each.state === where && each.journeyId === journeyId) found += 1;
  }
  return found;
}

function told({ definition }: Journey, participant: Participant): ParticipantView {
  const { steps, ...rest } = structuredClone(participant);
  return { ...rest, steps: steps.map((step) => ({ ...step, ...whyOf(step, definition) })) };
}

function whyOf({ step, outcome, code, devices }: PassedStep, definition: Definition): { why?: string } {
  if (outcome === 'branched') {
    const branch = placesOf(definition)[step]?.step;
    if (branch?.do !== 'branch') return {};
    return { why: `${code === 'yes' ? 'it is so' : 'it is not so'} that ${inWords(branch.if)}` };
  }
  if (outcome === 'failed') return { why: `no device took the push: ${devices?.[0]?.reason ?? 'unknown'}` };
  return code === undefined ? {} : { why: SKIPS[code as SkipCode] ?? code };
}
