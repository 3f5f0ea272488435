import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { newTraceId, traceIdOfGuid } from '../../trace.ts';
import { requireApp } from '../channel/channel.ts';
import { sameId } from '../channel/devices.ts';
import { membersOf } from '../people/people.ts';
import type { Person } from '../records.ts';
import { DynamicsRefusal } from '../refusal.ts';
import type { PushContent } from '../sending/payload.ts';
import type { Twin } from '../twin.ts';
import { recordSend } from './interactions.ts';
import { trackLink } from './links.ts';
import { type PushMessage, personalise } from './message.ts';
import { type PersonOutcome, sendToPerson, skip } from './person-send.ts';

/** People handled at once. */
const AT_ONCE = 100;
const ZERO_GUID = '00000000-0000-0000-0000-000000000000';

/** A journey that reaches its push step: every person of the audience, every device of the person in that app (§9). */
export async function runJourney(
  twin: Twin,
  options: { message: PushMessage } & ({ segmentId: string } | { contactIds: string[] }),
): Promise<PersonOutcome[]> {
  requireApp(twin.state, options.message.mobileAppId);
  const ids = 'segmentId' in options ? membersOf(twin.state, options.segmentId) : options.contactIds;
  const limit = pLimit(AT_ONCE);
  return Promise.all(ids.map((id) => limit(pushStep, twin, options.message, id)));
}

/** A test send from the editor: no journey, no tracking id, nothing in the reports (§5). */
export async function testSend(
  twin: Twin,
  { message, contactId }: { message: PushMessage; contactId: string },
): Promise<PersonOutcome> {
  requireApp(twin.state, message.mobileAppId);
  const contact = twin.state.people.get(sameId(contactId));
  if (!contact) {
    throw new DynamicsRefusal('contact-unknown', `There is no contact ${contactId}`, 'Add it first');
  }
  const trackingId = twin.switches.get().testTrackingId === 'empty' ? '' : ZERO_GUID;
  const original = message.link ?? null;
  const links = { link: original, originalLink: original, trackingId };
  const outcome = { contactId: contact.id, trackingId, traceId: newTraceId() };
  return sendToPerson(twin, { ...outcome, message, content: { ...personalise(message, contact), ...links } });
}

async function pushStep(twin: Twin, message: PushMessage, contactId: string): Promise<PersonOutcome> {
  const contact = twin.state.people.get(sameId(contactId));
  const trackingId = randomUUID();
  const person = {
    contactId: contact?.id ?? contactId,
    trackingId,
    traceId: traceIdOfGuid(trackingId),
  };
  const outcome = contact
    ? await sendToPerson(twin, {
        ...person,
        message,
        content: contentFor(twin, { message, contact, trackingId }),
      })
    : skip(twin, person, 'contact-unknown');
  const sent = outcome.devices.some((device) => device.result === 'sent');
  recordSend(twin, {
    ...{ trackingId, contactId: person.contactId, mobileAppId: message.mobileAppId },
    ...(sent ? {} : { reason: outcome.skipped ?? outcome.devices[0]?.reason ?? 'no-device' }),
  });
  return outcome;
}

function contentFor(
  twin: Twin,
  { message, contact, trackingId }: { message: PushMessage; contact: Person; trackingId: string },
): PushContent {
  const original = message.link ?? null;
  const tracked = contact.trackingConsent || twin.switches.get().linkWithoutConsent === 'tracked';
  const link = original && tracked ? trackLink(twin, original, trackingId) : original;
  return { ...personalise(message, contact), link, originalLink: original, trackingId };
}
