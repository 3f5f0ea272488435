import { randomUUID } from 'node:crypto';
import { newTraceId, traceIdOfGuid } from '../../../trace.ts';
import { requireApp } from '../../channel/channel.ts';
import { sameId } from '../../channel/devices.ts';
import { DynamicsRefusal } from '../../refusal.ts';
import type { Twin } from '../../twin.ts';
import { beginSend } from '../interactions.ts';
import { trackLink } from '../links.ts';
import type { PushMessage } from '../messages/content.ts';
import { personalise, type Recipient } from '../messages/personalise.ts';
import type { Designation } from '../messages/records.ts';
import { membersOf } from '../segments/actions.ts';
import { inTurns } from './in-turns.ts';
import { hasReached, type PersonOutcome, type PushTo, sendToPerson, skip } from './person-send.ts';
import type { SkipCode } from './skip.ts';

const ZERO_GUID = '00000000-0000-0000-0000-000000000000';

/** One person's push step: who, what, and for which journey. */
export interface PushStep {
  /** Absent when it was deleted: the step is then refused. */
  message?: PushMessage;
  personId: string;
  trackingId: string;
  designation?: Designation;
  /** Absent for a step that belongs to no journey. */
  journeyId?: string;
  /** Absent for a message that was not saved. */
  messageId?: string;
  attributes?: Recipient['attributes'];
  /** The moment it is judged by; default: now. */
  at?: number | undefined;
}

/**
 * A push step by itself, without a journey around it: every person of the audience, every device of the person in that
 * app (facts: dynamics.md §9), now. Quiet times, frequency cap and expiry belong to journeys.
 */
export async function sendStep(
  twin: Twin,
  options: { message: PushMessage } & ({ segmentId: string } | { personIds: string[] }),
): Promise<PersonOutcome[]> {
  const { message } = options;
  requireApp(twin.state, message.mobileAppId);
  const ids = 'segmentId' in options ? onceEach(membersOf(twin.state, options.segmentId)) : options.personIds;
  const designation = 'commercial' as const;
  return inTurns(ids, (personId) =>
    pushStep(twin, { message, personId, designation, trackingId: randomUUID() }),
  );
}

/** A list may hold the same person in two spellings. */
const onceEach = (ids: string[]) => [...new Map(ids.map((id) => [sameId(id), id])).values()];

/** A test send from the editor: no journey, no tracking id, nothing in the reports (§5). */
export async function testSend(
  twin: Twin,
  { message, personId }: { message: PushMessage; personId: string },
): Promise<PersonOutcome> {
  requireApp(twin.state, message.mobileAppId);
  const person = twin.state.people.get(sameId(personId));
  if (!person) {
    throw new DynamicsRefusal('person-unknown', `There is no person ${personId}`, 'Add the person first');
  }
  const trackingId = twin.switches.get().testTrackingId === 'empty' ? '' : ZERO_GUID;
  const written = personalise(message, { person });
  const content = { ...written, link: written.originalLink, trackingId };
  const to = { personId: person.id, entity: person.entity, trackingId, traceId: newTraceId() };
  return sendToPerson(twin, to, { mobileAppId: message.mobileAppId, content });
}

/** Sends to one person and keeps the row of it; `refused` says why it must not be sent. */
export async function pushStep(twin: Twin, step: PushStep, refused?: SkipCode): Promise<PersonOutcome> {
  const { trackingId, message, personId, attributes } = step;
  const person = twin.state.people.get(sameId(personId));
  const to: PushTo = {
    ...{ personId: person?.id ?? personId, trackingId, traceId: traceIdOfGuid(trackingId) },
    ...(person ? { entity: person.entity } : {}),
  };
  const mobileAppId = message?.mobileAppId;
  const row = beginSend(twin, { ...step, ...to, ...(mobileAppId ? { mobileAppId } : {}) });
  try {
    const outcome =
      refused || !person || !message
        ? skip(twin, to, {
            skipped: refused ?? (person ? 'message-deleted' : 'person-unknown'),
            title: message?.title,
          })
        : await sendToPerson(twin, to, {
            mobileAppId: message.mobileAppId,
            content: contentFor(twin, { message, trackingId, person, attributes }),
          });
    row.end(hasReached(outcome) ? undefined : (outcome.skipped ?? outcome.devices[0]?.reason ?? 'unknown'));
    return outcome;
  } catch (error) {
    row.end('unknown');
    throw error;
  }
}

interface Writing extends Recipient {
  message: PushMessage;
  trackingId: string;
}

function contentFor(twin: Twin, { message, trackingId, ...recipient }: Writing) {
  const written = personalise(message, recipient);
  const original = written.originalLink;
  const tracked = recipient.person.trackingConsent || twin.switches.get().linkWithoutConsent === 'tracked';
  const link = original && tracked ? trackLink(twin, original, trackingId) : original;
  return { ...written, link, trackingId };
}
