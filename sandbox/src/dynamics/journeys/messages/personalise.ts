import { toUSVString } from 'node:util';
import type { ColumnValue, Person } from '../../records.ts';
import type { PushContent } from '../../sending/payload.ts';
import type { PushMessage } from './content.ts';

/** Whom a text is written for: the person, and what the trigger brought along. */
export interface Recipient {
  person: Person;
  attributes?: Record<string, ColumnValue> | undefined;
}

/** `{{contact.firstname}}`, `{{lead.subject|your request}}`, `{{trigger.order}}`: how they are written is assumed. */
const PLACEHOLDER = /\{\{\s*(contact|lead|profile|trigger)\.(\w+)\s*(?:\|([^}]*))?\}\}/gi;

/** What a placeholder may begin with. */
export const ENTITIES = ['contact', 'lead', 'profile', 'trigger'];

/** The different attributes that a message names. */
export function dynamicAttributes({ title, subtitle = '', body, link = '' }: PushMessage): string[] {
  const found = [title, subtitle, body, link].flatMap((text) => [...text.matchAll(PLACEHOLDER)]);
  return [...new Set(found.map(([, of, name]) => `${of}.${name}`.toLowerCase()))];
}

/**
 * A message's words and original link for one person. What is empty, or of another entity, becomes the default value
 * behind the `|`, else nothing (assumed). In the link a value is escaped.
 */
export function personalise(
  { title, subtitle, body, imageUrl, link }: PushMessage,
  recipient: Recipient,
): Omit<PushContent, 'link' | 'trackingId'> {
  return {
    ...{ title: fill(title, recipient), body: fill(body, recipient) },
    ...(subtitle ? { subtitle: fill(subtitle, recipient) } : {}),
    ...(imageUrl ? { imageUrl } : {}),
    originalLink: link ? fill(link, recipient, escaped) : null,
  };
}

/** Half a character, as a column may hold it, has no bytes to escape. */
const escaped = (value: string) => encodeURIComponent(toUSVString(value));

function fill(text: string, recipient: Recipient, write: (value: string) => string = String): string {
  if (!text.includes('{{')) return text;
  return text.replace(PLACEHOLDER, (...[, of, name, fallback]: string[]) => {
    const value = columnOf(recipient, (of ?? '').toLowerCase(), (name ?? '').toLowerCase());
    return write(value === '' ? (fallback ?? '').trim() : value);
  });
}

const KEYS = { contact: 'contactid', lead: 'leadid', profile: 'msdynci_customerid' } as const;

/** What stands in place of a placeholder; empty: its default value does. */
export function columnOf({ person, attributes = {} }: Recipient, of: string, name: string): string {
  if (of === 'trigger') return String(new Map(Object.entries(attributes)).get(name) ?? '');
  if (of !== person.entity) return '';
  if (name === KEYS[person.entity]) return person.id;
  return Object.hasOwn(person.columns, name) ? String(person.columns[name] ?? '') : '';
}
