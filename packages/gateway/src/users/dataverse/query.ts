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

/**
 * The question as path and query below the Web API's root. In a text a quote is doubled, and everything is
 * URL-encoded; two rows suffice to see that there is more than one (facts: dynamics.md §7).
 */
export function lookUpPath({ entity, column, value, activeOnly }: Question): string {
  const { set, id } = ENTITIES[entity];
  const literal = isGuid({ entity, column, value }) ? value : quoted(value);
  const filter = `${column} eq ${literal}${activeOnly ? ' and statecode eq 0' : ''}`;
  const select = column === id ? id : `${id},${column}`;
  return `${set}?$select=${select}&$filter=${encodeURIComponent(filter)}&$top=2`;
}

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
