import { DynamicsRefusal } from '../../refusal.ts';
import type { Twin } from '../../twin.ts';
import { requireMessage } from '../messages/actions.ts';
import { requireSegment } from '../segments/actions.ts';
import type { Journey } from './records.ts';

/** The journey, or a refusal. */
export function requireJourney({ state }: Pick<Twin, 'state'>, journeyId: string): Journey {
  const journey = state.marketing.journeys.get(journeyId);
  if (journey) return journey;
  throw new DynamicsRefusal('journey-unknown', `There is no journey ${journeyId}`, 'Create it first');
}

/** … in the state that an action needs. */
export function requireIn(twin: Twin, journeyId: string, state: Journey['state']): Journey {
  const journey = requireJourney(twin, journeyId);
  if (journey.state === state) return journey;
  throw journeyIncorrect(`the journey is ${journey.state}, not ${state}`);
}

/** What must be there before a journey goes live (facts: dynamics.md §9; only a trigger has attributes). */
export function refuseUnready(twin: Twin, { definition }: Journey): void {
  const { start, steps, entity } = definition;
  for (const step of steps) {
    const moment = step.do === 'push' ? step.expires : 'until' in step ? step.until : undefined;
    if (moment && 'attribute' in moment && start.by !== 'trigger') {
      throw journeyIncorrect(`only a trigger brings the attribute ${moment.attribute}`);
    }
    const message = step.do === 'push' ? requireMessage(twin, step.messageId) : undefined;
    if (message && !message.status.startsWith('ready')) {
      throw journeyIncorrect(`the push message “${message.name}” is ${message.status}, not ready to send`);
    }
  }
  if (start.by !== 'segment') return;
  for (const segmentId of [...start.segmentIds, ...start.exceptSegmentIds]) {
    const segment = requireSegment(twin.state, segmentId);
    if (segment.entity !== entity) {
      throw journeyIncorrect(
        `the segment “${segment.name}” holds ${segment.entity}s, the journey ${entity}s`,
      );
    }
  }
}

export const journeyIncorrect = (message: string) =>
  new DynamicsRefusal('journey-incorrect', message, 'Correct the journey and try again');
