import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { ColumnValue, type Person } from '../records.ts';

/**
 * What an admin gives of a person, and the row that is made of it. Any other column may be given too, as
 * `new_appuserid`. State columns are those of a new row (facts: dynamics.md §7 `statecode`, `merged`, `masterid`; their
 * numbers are assumed).
 */

const trackingConsent = z.boolean().default(false);
const text = z.string().nullable().optional();

export const ContactInput = z
  .object({ contactid: z.guid().optional(), fullname: z.string().min(1), trackingConsent })
  // Default of `firstname`: the first word of `fullname`; of `lastname`: the rest.
  .extend({ firstname: text, lastname: text, emailaddress1: text })
  .catchall(ColumnValue);

export const LeadInput = z
  .object({ leadid: z.guid().optional(), fullname: z.string().min(1), trackingConsent })
  .extend({ firstname: text, lastname: text, emailaddress1: text })
  .catchall(ColumnValue);

/** 32 hex digits without dashes, as the documented sample has (§7); dashed ones are taken too. */
const ProfileId = z.string().regex(/^[0-9a-f]{32}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);

export const ProfileInput = z
  .object({ msdynci_customerid: ProfileId.optional(), trackingConsent })
  .catchall(ColumnValue);

export function newContact({
  contactid = randomUUID(),
  trackingConsent,
  ...columns
}: z.output<typeof ContactInput>): Person {
  const state = { statecode: 0, statuscode: 1, merged: false, masterid: null };
  const named = Object.assign({}, state, namesOf(columns.fullname), present(columns));
  return { entity: 'contact', id: contactid, trackingConsent, columns: named };
}

export function newLead({
  leadid = randomUUID(),
  trackingConsent,
  ...columns
}: z.output<typeof LeadInput>): Person {
  const state = { statecode: 0, statuscode: 1 };
  const named = Object.assign({}, state, namesOf(columns.fullname), present(columns));
  return { entity: 'lead', id: leadid, trackingConsent, columns: named };
}

export function newProfile({
  msdynci_customerid: id = randomUUID().replaceAll('-', ''),
  trackingConsent,
  ...columns
}: z.output<typeof ProfileInput>): Person {
  return { entity: 'profile', id, trackingConsent, columns: present(columns) };
}

function namesOf(fullname: string) {
  const [firstname = fullname, ...rest] = fullname.split(' ');
  return { firstname, lastname: rest.join(' ') || null };
}

function present(columns: Record<string, ColumnValue | undefined>): Record<string, ColumnValue> {
  const given: Record<string, ColumnValue> = {};
  for (const [name, value] of Object.entries(columns)) if (value !== undefined) given[name] = value;
  return given;
}
