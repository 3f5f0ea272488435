import { randomUUID } from 'node:crypto';
import { traceIdOfGuid } from '../../../trace.ts';
import type { Twin } from '../../twin.ts';
import { hasReached } from '../steps/person-send.ts';
import { pushStep } from '../steps/push-step.ts';
import type { SkipCode } from '../steps/skip.ts';
import { type Branch, momentOf, type Step } from './definition.ts';
import { type Arrival, gate } from './gate.ts';
import { placesOf } from './places.ts';
import { isSo } from './question.ts';
import type { Participant, PassedStep } from './records.ts';

/** The moment that every step is judged by, and whether the twin lets them take another one. */
interface Trip {
  at: number;
  goesOn(): boolean;
}

/** Takes somebody as far as they get; returns when to go on, or undefined where they have left or may not. */
export async function walk(
  twin: Twin,
  participant: Participant,
  { at, goesOn }: Trip,
): Promise<number | undefined> {
  const journey = twin.state.marketing.journeys.get(participant.journeyId);
  while (journey && participant.leftAt === undefined && goesOn()) {
    const step = placesOf(journey.definition)[participant.next]?.step;
    if (!step) {
      leave(twin, participant, 'completed');
    } else if (step.do === 'branch') {
      passBranch(twin, participant, { step, at });
    } else {
      const dueAt =
        step.do === 'wait'
          ? passWait(twin, participant, { step, at })
          : await passPush(twin, { journey, participant, tile: step, at });
      if (dueAt !== undefined) return dueAt;
    }
  }
  return undefined;
}

function passBranch(twin: Twin, participant: Participant, { step, at }: { step: Branch; at: number }): void {
  const code = isSo(twin, participant, step.if) ? 'yes' : 'no';
  pass(twin, participant, { at, outcome: 'branched', code });
}

/** Without the moment to wait for (an attribute that the trigger did not bring) they go on at once (assumed). */
function passWait(
  twin: Twin,
  participant: Participant,
  { step, at }: { step: Step & { do: 'wait' }; at: number },
): number | undefined {
  participant.dueAt ??=
    'forMs' in step ? at + step.forMs : (momentOf(step.until, participant.attributes) ?? at);
  if (participant.dueAt > at) {
    participant.state = 'waiting';
    return participant.dueAt;
  }
  pass(twin, participant, { at, outcome: 'waited' });
  return undefined;
}

async function passPush(twin: Twin, arrival: Arrival): Promise<number | undefined> {
  const { participant, tile, at } = arrival;
  const passage = gate(twin, arrival);
  if ('heldUntil' in passage) return hold(twin, participant, passage.heldUntil);
  const heldUntil = participant.dueAt;
  const trackingId = randomUUID();
  // Since when it is on its way.
  Object.assign(participant, { state: 'sending', trackingId, dueAt: at });
  const { personId, attributes, journeyId } = participant;
  const { message } = passage;
  const outcome = await pushStep(
    twin,
    {
      ...{ personId, trackingId, journeyId, messageId: tile.messageId, at },
      ...(message ? { message: message.content, designation: message.designation } : {}),
      ...(attributes ? { attributes } : {}),
    },
    'refused' in passage ? passage.refused : undefined,
  );
  pass(twin, participant, {
    at: twin.now(),
    outcome: outcome.skipped ? 'skipped' : hasReached(outcome) ? 'sent' : 'failed',
    code: outcome.skipped,
    trackingId,
    devices: outcome.devices.length > 0 ? outcome.devices : undefined,
    heldUntil,
  });
  return undefined;
}

/** After a surprise, which must not keep somebody before a step for ever. */
export function passFailed(twin: Pick<Twin, 'now' | 'state'>, participant: Participant): void {
  const { trackingId } = participant;
  pass(twin, participant, { at: twin.now(), outcome: 'failed', trackingId });
}

function hold({ timeline }: Twin, participant: Participant, heldUntil: number): number {
  Object.assign(participant, { state: 'held', dueAt: heldUntil });
  const { personId, journeyId } = participant;
  timeline.record({
    ...{ traceId: traceIdOfGuid(randomUUID()), hop: 'dynamics', kind: 'journey.held' },
    summary: `Quiet times hold this person’s push until ${new Date(heldUntil).toISOString()}`,
    detail: { personId, journeyId, heldUntil },
  });
  return heldUntil;
}

/**
 * Keeps what became of the step, and puts the person before the next one. Members are emptied rather than deleted, and
 * the list is made anew rather than grown: with 100,000 people that is half the room.
 */
function pass(
  { state }: Pick<Twin, 'state'>,
  participant: Participant,
  passed: Omit<PassedStep, 'step'>,
): void {
  const { at, outcome, code, trackingId, devices, heldUntil } = passed;
  const step = participant.next;
  // Not spread nor pushed: V8 then keeps room for sixteen more, in each of 100,000 rows.
  participant.steps = participant.steps.concat({ step, at, outcome, code, trackingId, devices, heldUntil });
  const journey = state.marketing.journeys.get(participant.journeyId);
  const place = journey && placesOf(journey.definition)[step];
  participant.next = (code === 'no' ? place?.no : place?.next) ?? step + 1;
  if (participant.leftAt === undefined) participant.state = 'going';
  participant.dueAt = undefined;
  participant.trackingId = undefined;
}

export function leave(twin: Twin, participant: Participant, state: 'completed' | 'stopped'): void {
  const journey = twin.state.marketing.journeys.get(participant.journeyId);
  Object.assign(participant, { state, leftAt: twin.now() });
  if (participant.trackingId === undefined) participant.dueAt = undefined;
  if (!journey) return;
  journey.inside -= 1;
  const over = journey.definition.start.by === 'segment' && journey.nextRunAt === undefined;
  if (over && journey.inside === 0 && journey.state === 'live') journey.state = 'completed';
}

/**
 * A push that was on its way when an earlier run of the twin was saved: nobody knows whether it arrived. It is passed
 * over, rather than sent twice; the frequency cap counts it at the moment of its sending.
 */
export async function passInterrupted(twin: Twin, participant: Participant): Promise<void> {
  const { personId, journeyId, trackingId = randomUUID(), dueAt } = participant;
  const journey = twin.state.marketing.journeys.get(journeyId);
  const step = journey && placesOf(journey.definition)[participant.next]?.step;
  const messageId = step?.do === 'push' ? step.messageId : undefined;
  const message = messageId ? twin.state.marketing.messages.get(messageId) : undefined;
  const code: SkipCode = 'interrupted';
  await pushStep(
    twin,
    {
      ...{ personId, trackingId, journeyId, at: dueAt, ...(messageId ? { messageId } : {}) },
      ...(message ? { message: message.content, designation: message.designation } : {}),
    },
    code,
  );
  pass(twin, participant, { at: twin.now(), outcome: 'skipped', code, trackingId });
}
