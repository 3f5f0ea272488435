import { DynamicsId } from '@journeys-push/contract/gateway-dynamics';
import type { Rule } from '../config.ts';

/** Where each kind of person is kept, and its key (facts: dynamics.md §7). */
export const ENTITIES = {
  contact: { set: 'contacts', id: 'contactid' },
  lead: { set: 'leads', id: 'leadid' },
  profile: { set: 'msdynci_customerprofiles', id: 'msdynci_customerid' },
} as const;

/** Which record has this value in this column? */
export interface Question extends Pick<Rule, 'entity' | 'column'> {
  value: string;
  activeOnly: boolean;
}

/** Questions of one call: about the same column of the same kind of record. */
export type Questions = [Question, ...Question[]];

/** So many rows suffice to see that a value has more than one; of several values, few have many. */
export const rowsFor = (questions: Questions): number => (questions.length === 1 ? 2 : 1_000);

/**
 * The questions as path and query below the Web API's root. In a text a quote is doubled, and everything is
 * URL-encoded (facts: dynamics.md §7).
 */
export function lookUpPath(questions: Questions): string {
  const [{ entity, column, activeOnly }, another] = questions;
  const { set, id } = ENTITIES[entity];
  const any = questions.map(condition).join(' or ');
  const filter = `${another ? `(${any})` : any}${activeOnly ? ' and statecode eq 0' : ''}`;
  const select = column === id ? id : `${id},${column}`;
  return `${set}?$select=${select}&$filter=${encodeURIComponent(filter)}&$top=${rowsFor(questions)}`;
}

/** How much longer a path becomes by one more question. */
export const lengthOf = (question: Question): number =>
  encodeURIComponent(` or ${condition(question)}`).length;

const condition = (question: Question): string =>
  `${question.column} eq ${isGuid(question) ? question.value : quoted(question.value)}`;

/** The keys of contacts and leads; a profile's is a text (facts: dynamics.md §7). Nothing else goes without quotes. */
const isGuid = ({ entity, column, value }: Pick<Question, 'entity' | 'column' | 'value'>): boolean =>
  entity !== 'profile' && isKey(entity, column) && DynamicsId.safeParse(value).success;

export const isKey = (entity: Question['entity'], column: string): boolean => column === ENTITIES[entity].id;

/** Whether there is such a record. `id`: a GUID, dashed or 32 hex digits; each kind of record has its own form. */
export function idQuestion(entity: Question['entity'], id: string): Question {
  const hex = id.replaceAll('-', '').toLowerCase();
  const dashed = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const isProfile = entity === 'profile';
  return { entity, column: ENTITIES[entity].id, value: isProfile ? hex : dashed, activeOnly: !isProfile };
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
