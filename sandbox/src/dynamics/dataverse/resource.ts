import { badQuery, unknownSegment } from './errors.ts';
import { TABLES, type Table } from './tables.ts';

/** What a path below `/api/data/v9.x/` names. */
export type Resource =
  | { kind: 'collection' | 'count'; table: Table }
  /** `filter` finds the row; `text` is the key as it was written, `id` the primary one. */
  | { kind: 'row'; table: Table; filter: string; text: string; id?: string }
  | { kind: 'who-am-i' };

export const VERSIONS = ['v9.0', 'v9.1', 'v9.2'];

/** Reads `contacts`, `contacts(<id>)`, `contacts(<column>='<value>')`, `contacts/$count`, `WhoAmI`. */
export function readResource(path: string): Resource {
  if (path === 'WhoAmI' || path === 'WhoAmI()') return { kind: 'who-am-i' };
  const [, set = '', key, rest] = /^([^/(]*)(?:\((.*)\))?(\/.*)?$/s.exec(path) ?? [];
  const table = TABLES.find((each) => each.set === set);
  if (!table) throw unknownSegment(set || path);
  if (rest !== undefined && rest !== '/$count') throw unknownSegment(rest.slice(1));
  if (key === undefined) return { kind: rest ? 'count' : 'collection', table };
  if (rest !== undefined) throw unknownSegment('$count');
  const id = ID.test(key) ? { id: key } : {};
  return { kind: 'row', table, filter: keyFilter(table, key), text: key, ...id };
}

const ID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const PAIR = /^\s*(\w+)=('(?:[^']|'')*'|[\w.-]+)\s*$/;

/** A key as the filter that finds its row: the primary key alone, or named columns. */
function keyFilter(table: Table, key: string): string {
  if (ID.test(key)) return `${table.key} eq '${key}'`;
  const pairs = key.split(/,(?=(?:[^']*'[^']*')*[^']*$)/);
  const parts = pairs.map((pair) => {
    const [, column, value] = PAIR.exec(pair) ?? [];
    if (column && value) return `${column} eq ${value}`;
    throw badQuery(`Bad Request - Error in query syntax: '${key}'.`);
  });
  return parts.join(' and ');
}
