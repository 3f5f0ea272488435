import type { Entity } from '../../../../src/control/people-wire.ts';

export interface Attribute {
  /** As it is written between the braces, before the default value. */
  name: string;
  label: string;
}

const USUAL = [
  ['firstname', 'First name'],
  ['lastname', 'Last name'],
  ['fullname', 'Full name'],
  ['emailaddress1', 'E-mail address'],
  ['mobilephone', 'Mobile phone'],
] as const;

/** Columns that say nothing in a message. */
const HIDDEN = ['statecode', 'statuscode', 'merged', 'masterid', 'ownerid'];

/** What can be put into a message to somebody with these columns; the usual ones first. */
export function attributesOf(entity: Entity, columns: Record<string, unknown> = {}): Attribute[] {
  const usual: Attribute[] =
    entity === 'profile' ? [] : USUAL.map(([column, label]) => ({ name: `${entity}.${column}`, label }));
  const known = new Set([...HIDDEN, ...USUAL.map(([column]) => column as string)]);
  const own = Object.keys(columns)
    .filter((column) => entity === 'profile' || !known.has(column))
    .filter((column) => !HIDDEN.includes(column))
    .sort();
  return [...usual, ...own.map((column) => ({ name: `${entity}.${column}`, label: column }))];
}

/** The text with a placeholder in place of what was selected, and where the caret is then. */
export function insertAt(
  text: string,
  placeholder: string,
  selection: { start: number; end: number },
): { text: string; caret: number } {
  const before = text.slice(0, selection.start) + placeholder;
  return { text: before + text.slice(selection.end), caret: before.length };
}
