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
  const filter = `${column} eq ${quoted(value)}${activeOnly ? ' and statecode eq 0' : ''}`;
  const select = column === id ? id : `${id},${column}`;
  return `${set}?$select=${select}&$filter=${encodeURIComponent(filter)}&$top=2`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
