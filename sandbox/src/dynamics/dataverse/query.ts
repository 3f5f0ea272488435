import type { ColumnValue, Person } from '../records.ts';
import { badQuery, notImitated, unknownProperty } from './errors.ts';
import { readFilter } from './filter.ts';
import { columnReader, type Schema, type Table } from './tables.ts';

/** Rows of one page at most ("Page results using OData", 2024-07). */
const MAX_PAGE = 5000;

/** A collection request that was read; everything in it is right. */
export interface Query {
  /** Undefined: all columns. */
  select?: string[];
  matches(person: Person): boolean;
  order: { column: string; descending: boolean }[];
  count: boolean;
  /** Rows of this page, and how many come before it. */
  size: number;
  skip: number;
  /** The page's number where there may be a next one; undefined with `$top`. */
  page?: number;
}

const KNOWN = ['$select', '$filter', '$orderby', '$top', '$count', '$skiptoken'];
const LEFT_OUT = ['$expand', '$apply', 'fetchXml', 'savedQuery', 'userQuery'];

/** Reads the options; throws ODataRefusal. `pageSize`: of `Prefer: odata.maxpagesize`. */
export function readQuery(
  options: URLSearchParams,
  { table, schema, pageSize }: { table: Table; schema: Schema; pageSize: number | undefined },
): Query {
  for (const name of options.keys()) {
    if (LEFT_OUT.includes(name)) throw notImitated(name);
    if (name === '$skip') throw badQuery('Skip Clause is not supported in CRM');
    if (name.startsWith('$') && !KNOWN.includes(name)) {
      throw badQuery(`The query parameter '${name}' is not supported.`);
    }
  }
  const known = (column: string) => {
    if (schema(column)) return column;
    throw unknownProperty(column, table.logicalName);
  };
  const filter = options.get('$filter');
  const select = list(options.get('$select')).map(known);
  return {
    ...(select.length > 0 ? { select } : {}),
    matches: filter === null ? () => true : readFilter(filter, table, schema),
    order: list(options.get('$orderby')).map((part) => readOrder(part, known)),
    count: options.get('$count')?.toLowerCase() === 'true',
    ...readPage(options, pageSize),
  };
}

/**
 * `$top` is ignored where a page size is asked for ("Page results using OData"). A next link has its page size with it:
 * whoever follows it without the preference gets the next rows all the same.
 */
function readPage(
  options: URLSearchParams,
  pageSize: number | undefined,
): Pick<Query, 'size' | 'skip' | 'page'> {
  const token = options.get('$skiptoken');
  if (token !== null) return readSkipToken(token);
  const top = options.get('$top');
  if (top !== null && !/^\d+$/.test(top))
    throw badQuery(`Invalid value '${top}' for $top query option found.`);
  if (top !== null && pageSize === undefined) return { size: Math.min(Number(top), MAX_PAGE), skip: 0 };
  return { size: Math.min(pageSize ?? MAX_PAGE, MAX_PAGE), skip: 0, page: 1 };
}

/** The value of `$skiptoken` for a page; the real one has the last row's id in it in place of the size. */
export const skipToken = ({ page, size }: { page: number; size: number }): string =>
  `<cookie pagenumber="${page}" pagesize="${size}" istracking="False" />`;

function readSkipToken(token: string): { size: number; skip: number; page: number } {
  const read = /^<cookie pagenumber="(\d{1,6})" pagesize="(\d{1,4})"/.exec(token);
  const [page, size] = [Number(read?.[1] ?? 0), Number(read?.[2] ?? 0)];
  if (page < 1 || size < 1 || size > MAX_PAGE) throw badQuery('The $skiptoken is malformed.');
  return { size, skip: (page - 1) * size, page };
}

function readOrder(part: string, known: (column: string) => string) {
  const [, column = '', way = 'asc'] = /^(\S+)(?: +(asc|desc))?$/.exec(part) ?? [];
  if (column === '') throw badQuery(`Syntax error in $orderby: '${part}'.`);
  return { column: known(column), descending: way === 'desc' };
}

const list = (text: string | null): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** What a query finds. `total`: at most 5,000, however many there are ("Count rows using OData", 2024-07). */
export interface Found {
  rows: Person[];
  total: number;
  more: boolean;
}

export function runQuery(query: Query, { table, rows }: { table: Table; rows: Iterable<Person> }): Found {
  const end = query.skip + query.size;
  const found: Person[] = [];
  const all = query.count || query.order.length > 0;
  for (const person of rows) {
    if (!query.matches(person)) continue;
    found.push(person);
    if (!all && found.length > end) break;
  }
  const sorted = query.order.length > 0 ? found.sort(comparer(query, table)) : found;
  return {
    rows: sorted.slice(query.skip, end),
    total: Math.min(found.length, MAX_PAGE),
    more: found.length > end,
  };
}

/** Empty values come first; text without case (assumed). Equal rows keep their order. */
function comparer({ order }: Query, table: Table) {
  const plain = (value: ColumnValue) => (typeof value === 'string' ? value.toLowerCase() : value);
  const by = order.map(({ column, descending }) => ({ read: columnReader(table, column), descending }));
  return (a: Person, b: Person): number => {
    for (const { read, descending } of by) {
      const [x, y] = [plain(read(a)), plain(read(b))];
      if (x === y) continue;
      const before = x === null || (y !== null && x < y);
      return before === descending ? 1 : -1;
    }
    return 0;
  };
}
