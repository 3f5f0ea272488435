import * as z from 'zod';
import { newContact } from './rows.ts';

/** A snapshot before there were leads and profiles: its people are contacts with five members. */
const Version1 = z.looseObject({
  version: z.literal(1),
  contacts: z.array(
    z.object({
      contactid: z.string(),
      fullname: z.string(),
      firstname: z.string().optional(),
      emailaddress1: z.string().optional(),
      trackingConsent: z.boolean(),
    }),
  ),
});

/** A snapshot of version 1 as one of version 2; anything else as it is. */
export function peopleOfVersion1(snapshot: unknown): unknown {
  const old = Version1.safeParse(snapshot);
  if (!old.success) return snapshot;
  const { contacts, ...rest } = old.data;
  return { ...rest, version: 2, people: contacts.map(newContact) };
}
