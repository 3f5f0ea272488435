import { DynamicsRefusal } from '../../refusal.ts';
import type { Twin } from '../../twin.ts';
import { requireMessage } from '../messages/actions.ts';
import { requireSegment } from '../segments/actions.ts';
import type { Definition, Step } from './definition.ts';
import { placesOf } from './places.ts';
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

/** What is missing or wrong, and where in the definition. */
export interface JourneyProblem {
  /** As `steps.0.messageId`. */
  path: string;
  message: string;
  /** A definition that cannot be read is not even a draft. */
  blocks: 'saving' | 'publishing';
}

const blocks = 'publishing';

/** What must be there before a journey goes live (facts: dynamics.md §9; only a trigger has attributes). */
export function* unready({ state }: Pick<Twin, 'state'>, definition: Definition): Generator<JourneyProblem> {
  for (const { step, path } of placesOf(definition)) {
    if (definition.start.by !== 'trigger') {
      const attribute = attributeOf(step);
      if (attribute) yield { path, blocks, message: `only a trigger brings the attribute ${attribute}` };
    }
    if (step.do !== 'push') continue;
    const message = state.marketing.messages.get(step.messageId);
    if (!message) yield { path, blocks, message: `There is no push message ${step.messageId}` };
    else if (!message.status.startsWith('ready')) {
      yield {
        path,
        blocks,
        message: `the push message “${message.name}” is ${message.status}, not ready to send`,
      };
    }
  }
  yield* unreadySegments(state, definition);
}

/** The attribute of the trigger that the step needs. */
function attributeOf(step: Step): string | undefined {
  if (step.do === 'branch') return 'trigger' in step.if ? step.if.trigger[0]?.column : undefined;
  const moment = step.do === 'push' ? step.expires : 'until' in step ? step.until : undefined;
  return moment && 'attribute' in moment ? moment.attribute : undefined;
}

function* unreadySegments(
  { segments }: Twin['state'],
  { start, entity }: Definition,
): Generator<JourneyProblem> {
  if (start.by !== 'segment') return;
  for (const segmentId of [...start.segmentIds, ...start.exceptSegmentIds]) {
    const segment = segments.get(segmentId);
    if (!segment) yield { path: 'start.segmentIds', blocks, message: `There is no segment ${segmentId}` };
    else if (segment.entity !== entity) {
      const message = `the segment “${segment.name}” holds ${segment.entity}s, the journey ${entity}s`;
      yield { path: 'start.segmentIds', blocks, message };
    }
  }
}

/** … or a refusal. */
export function refuseUnready(twin: Twin, { definition }: Journey): void {
  for (const { step } of placesOf(definition)) if (step.do === 'push') requireMessage(twin, step.messageId);
  const { start } = definition;
  if (start.by === 'segment')
    for (const id of [...start.segmentIds, ...start.exceptSegmentIds]) requireSegment(twin.state, id);
  for (const { message } of unready(twin, definition)) throw journeyIncorrect(message);
}

export const journeyIncorrect = (message: string) =>
  new DynamicsRefusal('journey-incorrect', message, 'Correct the journey and try again');
