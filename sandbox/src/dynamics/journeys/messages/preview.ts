import type * as z from 'zod';
import { sameId } from '../../channel/devices.ts';
import type { ColumnValue } from '../../records.ts';
import { DynamicsRefusal } from '../../refusal.ts';
import type { Twin } from '../../twin.ts';
import { createMessage, Input, type PushMessage } from './content.ts';
import { columnOf, ENTITIES, personalise, type Recipient } from './personalise.ts';

/** A field of the editor in which placeholders are filled. */
const FIELDS = ['title', 'subtitle', 'body', 'link'] as const;
type Field = (typeof FIELDS)[number];

/** Something in double braces, and what stands in its place for this person. */
export interface Placeholder {
  field: Field;
  /** As written, with its braces. */
  text: string;
  /** What is sent in its place; as written where it is no placeholder. */
  becomes: string;
  /** `not-a-placeholder`: sent as it is written; the others are sent as their default value, else as nothing. */
  problem?: 'not-a-placeholder' | 'other-entity' | 'unknown-column' | 'empty';
  /** The default value that stands in. */
  fallback?: string;
}

export interface Preview {
  /** The words as this person reads them; a field that is not right yet is shown as it is written. */
  written: Omit<PushMessage, 'mobileAppId'>;
  placeholders: Placeholder[];
  /** What keeps the message from being saved, by field. */
  problems: { field: string; message: string }[];
}

export interface PreviewInput {
  message: Partial<Record<Field | 'imageUrl' | 'mobileAppId', string>>;
  personId: string;
  /** As a trigger would bring them. */
  attributes?: Record<string, ColumnValue> | undefined;
}

/** How a message that is being written would read to one person. Sends and saves nothing. */
export function preview(twin: Twin, { message, personId, attributes }: PreviewInput): Preview {
  const person = twin.state.people.get(sameId(personId));
  if (!person) {
    throw new DynamicsRefusal('person-unknown', `There is no person ${personId}`, 'Add the person first');
  }
  const recipient = { person, attributes };
  const content = { mobileAppId: '', title: '', body: '', ...present(message) };
  const { link, readable } = readLinkOf(twin, content);
  const { originalLink, ...written } = personalise({ ...content, ...(link ? { link } : {}) }, recipient);
  return {
    written: { ...written, ...(originalLink ? { link: originalLink } : {}) },
    placeholders: FIELDS.flatMap((field) => placeholdersOf(twin, field, { text: content[field], recipient })),
    problems: [...problemsOf(content), ...readable],
  };
}

const present = (message: PreviewInput['message']) =>
  Object.fromEntries(Object.entries(message).filter(([, value]) => value)) as Partial<PushMessage>;

function readLinkOf({ siteUrl }: Twin, { link }: PushMessage) {
  if (!link) return { readable: [] };
  const probe = { mobileAppId: '00000000-0000-4000-8000-000000000000', title: 'x', body: '', link };
  try {
    return { link: createMessage(probe, siteUrl).link, readable: [] };
  } catch (error) {
    return { link, readable: [{ field: 'link', message: (error as Error).message }] };
  }
}

function problemsOf(content: PushMessage): Preview['problems'] {
  const read = Input.omit({ link: true }).safeParse(content);
  if (read.success) return [];
  return read.error.issues.map(({ path, message }: z.core.$ZodIssue) => ({
    field: String(path[0] ?? ''),
    message,
  }));
}

const BRACES = /\{\{([^{}]*)\}\}/g;
const INSIDE = /^\s*(\w+)\.(\w+)\s*(?:\|([^}]*))?$/;

function placeholdersOf(
  twin: Twin,
  field: Field,
  { text = '', recipient }: { text: string | undefined; recipient: Recipient },
): Placeholder[] {
  return [...text.matchAll(BRACES)].map(([written, inside = '']) => {
    const [, of = '', name = '', fallback] = INSIDE.exec(inside) ?? [];
    const entity = of.toLowerCase();
    const column = name.toLowerCase();
    if (!ENTITIES.includes(entity))
      return { field, text: written, becomes: written, problem: 'not-a-placeholder' };
    const value = columnOf(recipient, entity, column);
    if (value !== '') return { field, text: written, becomes: value };
    const standIn = fallback?.trim();
    return {
      ...{ field, text: written, becomes: standIn ?? '' },
      problem: whyEmpty(twin, recipient, { entity, column }),
      ...(standIn ? { fallback: standIn } : {}),
    };
  });
}

function whyEmpty(
  { state }: Twin,
  { person }: Recipient,
  { entity, column }: { entity: string; column: string },
): NonNullable<Placeholder['problem']> {
  if (entity === 'trigger') return 'empty';
  if (entity !== person.entity) return 'other-entity';
  for (const other of state.people.values())
    if (other.entity === entity && Object.hasOwn(other.columns, column)) return 'empty';
  return USUAL.includes(column) ? 'empty' : 'unknown-column';
}

/** Columns that every contact and lead has, although nobody here may fill them. */
const USUAL = [
  'firstname',
  'lastname',
  'fullname',
  'emailaddress1',
  'mobilephone',
  'telephone1',
  'donotsendmm',
];
