import { sameId } from '../channel/devices.ts';
import type { ColumnValue, Person } from '../records.ts';

/** What a column holds, as far as filters care. */
export type ColumnType = 'string' | 'number' | 'boolean' | 'guid';

export interface Table {
  entity: Person['entity'];
  /** Of the URL. */
  set: string;
  logicalName: string;
  key: string;
  /** The columns that every row has, beside the key; more may be in single rows. `_x_value` is the lookup `x`. */
  columns: Readonly<Record<string, ColumnType>>;
}

const text = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'string' as const]));
const names = text('fullname', 'firstname', 'lastname', 'emailaddress1', 'emailaddress2', 'emailaddress3');
const phones = text('mobilephone', 'telephone1');
const state = { statecode: 'number', statuscode: 'number' } as const;

/** The three tables that a push registration can be about (facts: dynamics.md §7). */
export const TABLES: readonly Table[] = [
  {
    ...{ entity: 'contact', set: 'contacts', logicalName: 'contact', key: 'contactid' },
    columns: {
      ...names,
      ...phones,
      ...state,
      merged: 'boolean',
      _masterid_value: 'guid',
      _ownerid_value: 'guid',
    },
  },
  {
    ...{ entity: 'lead', set: 'leads', logicalName: 'lead', key: 'leadid' },
    columns: { ...names, ...phones, ...state, ...text('subject', 'companyname'), _ownerid_value: 'guid' },
  },
  {
    ...{ entity: 'profile', set: 'msdynci_customerprofiles', logicalName: 'msdynci_customerprofile' },
    // 32 hex digits: a text, not a GUID.
    ...{ key: 'msdynci_customerid', columns: {} },
  },
];

/** The key's own type: profiles have a text for one. */
const keyType = ({ entity }: Table): ColumnType => (entity === 'profile' ? 'string' : 'guid');

/** Reads a column of any row; made once for a query, as it may look at every row. */
export function columnReader(table: Table, column: string): (person: Person) => ColumnValue {
  if (column === table.key) return ({ id }) => id;
  const kept = /^_(.+)_value$/.exec(column)?.[1] ?? column;
  return ({ columns }) => columns[kept] ?? null;
}

/** Names of all columns of a row as the API writes them, the key last. */
export function columnsOf(table: Table, person: Person): string[] {
  const lookups = Object.keys(table.columns).flatMap((name) => /^_(.+)_value$/.exec(name)?.[1] ?? []);
  const own = Object.keys(person.columns).filter((name) => !lookups.includes(name));
  return [...new Set([...Object.keys(table.columns), ...own]), table.key];
}

/** Knows every column of a table; one that only some rows have is looked for in the rows. */
export type Schema = (column: string) => ColumnType | undefined;

export function schemaOf(table: Table, rows: Iterable<Person>): Schema {
  return (column) => {
    if (column === table.key) return keyType(table);
    if (Object.hasOwn(table.columns, column)) return table.columns[column];
    if (/^_.+_value$/.test(column) || Object.hasOwn(table.columns, `_${column}_value`)) return undefined;
    let found: ColumnType | undefined;
    for (const { entity, columns } of rows) {
      if (entity !== table.entity || !Object.hasOwn(columns, column)) continue;
      const type = typeof columns[column];
      if (type === 'string' || type === 'number' || type === 'boolean') return type;
      found = 'string';
    }
    return found;
  };
}

/** Rows that the caller may read; the others are left out without a word (§7). */
export function* readableRows(
  table: Table,
  people: Iterable<Person>,
  { id, depth }: { id: string; depth: 'organization' | 'user' },
): Generator<Person> {
  for (const person of people) {
    if (person.entity !== table.entity) continue;
    if (depth === 'organization' || isOwner(person, id)) yield person;
  }
}

function isOwner({ columns: { ownerid } }: Person, userId: string): boolean {
  return typeof ownerid === 'string' && sameId(ownerid) === sameId(userId);
}
