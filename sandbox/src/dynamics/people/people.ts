import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { sameId } from '../channel/devices.ts';
import type { Contact, Segment } from '../records.ts';
import { DynamicsRefusal } from '../refusal.ts';
import type { DynamicsState } from '../state.ts';
import type { Twin } from '../twin.ts';

const ContactInput = z.object({
  contactid: z.guid().optional(),
  fullname: z.string().min(1),
  /** Default: the first word of `fullname`. */
  firstname: z.string().optional(),
  emailaddress1: z.string().optional(),
  trackingConsent: z.boolean().default(false),
});

/** Contacts and static segments. All actions throw {@link DynamicsRefusal}. */
export interface People {
  /** Adds or replaces a contact; its id is made up where none is given. */
  addContact(contact: z.input<typeof ContactInput>): Contact;
  contacts(): Contact[];
  /** Returns the segment's id. */
  addSegment(segment: { name: string; contactIds: string[] }): string;
  segments(): Segment[];
}

export function createPeople({ state }: Pick<Twin, 'state'>): People {
  return {
    addContact(input) {
      const read = ContactInput.safeParse(input);
      if (!read.success) {
        const remedy = 'A contact has a GUID, a fullname and a trackingConsent flag';
        throw new DynamicsRefusal('contact-incorrect', z.prettifyError(read.error), remedy);
      }
      const contact = { ...read.data, contactid: read.data.contactid ?? randomUUID() };
      state.contacts.set(sameId(contact.contactid), contact);
      return contact;
    },
    contacts: () => [...state.contacts.values()],
    addSegment({ name, contactIds }) {
      const segmentId = randomUUID();
      state.segments.set(segmentId, { segmentId, name, contactIds });
      return segmentId;
    },
    segments: () => [...state.segments.values()],
  };
}

/** The members of a segment, or a refusal. */
export function membersOf(state: DynamicsState, segmentId: string): string[] {
  const segment = state.segments.get(segmentId);
  if (segment) return segment.contactIds;
  throw new DynamicsRefusal('segment-unknown', `There is no segment ${segmentId}`, 'Add it first');
}
