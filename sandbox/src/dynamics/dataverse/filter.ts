import peggy, { type Parser } from 'peggy';
import type { ColumnValue, Person } from '../records.ts';
import { badQuery, unknownProperty } from './errors.ts';
import { FILTER_GRAMMAR } from './filter-grammar.ts';
import { likePattern } from './like.ts';
import { type ColumnType, columnReader, type Schema, type Table } from './tables.ts';

type Op = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
type Operand =
  | { kind: 'column'; column: string }
  | { kind: 'value'; type: ColumnType | 'null'; value: ColumnValue };
type Filter =
  | { kind: 'or' | 'and'; of: Filter[] }
  | { kind: 'not'; of: Filter }
  | { kind: 'compare'; op: Op; left: Operand; right: Operand }
  | { kind: 'match'; fn: 'contains' | 'startswith' | 'endswith'; column: string; text: string };

/** Null: neither; such a row is not returned, and neither is it by `not`. */
type Truth = boolean | null;
type Test = (person: Person) => Truth;

/** Longest filter: so that deep nesting cannot exhaust the parser. */
const MAX_FILTER = 16_384;

let parser: Parser | undefined;

/** Reads a $filter for a table; throws ODataRefusal for one that is wrong. */
export function readFilter(text: string, table: Table, schema: Schema): (person: Person) => boolean {
  const test = compile(parse(text), { table, schema });
  return (person) => test(person) === true;
}

function parse(text: string): Filter {
  if (text.length > MAX_FILTER) throw badQuery('The filter is too long.');
  if (text.replace(/'(?:[^']|'')*'/g, '').includes("'")) {
    throw badQuery(`There is an unterminated literal at position ${text.length} in '${text}'.`);
  }
  parser ??= peggy.generate(FILTER_GRAMMAR, { cache: true });
  try {
    return parser.parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw badQuery('The filter is nested too deeply.');
    if (!(error instanceof parser.SyntaxError)) throw error;
    throw badQuery(`Syntax error at position ${error.location.start.offset} in '${text}'.`);
  }
}

interface Scope {
  table: Table;
  schema: Schema;
}

function compile(filter: Filter, scope: Scope): Test {
  if (filter.kind === 'compare') return compare(filter, scope);
  if (filter.kind === 'match') return match(filter, scope);
  if (filter.kind === 'not') {
    const inner = compile(filter.of, scope);
    return (person) => {
      const truth = inner(person);
      return truth === null ? null : !truth;
    };
  }
  const tests = filter.of.map((part) => compile(part, scope));
  const decides = filter.kind === 'or';
  return (person) => {
    let truth: Truth = !decides;
    for (const test of tests) {
      const one = test(person);
      if (one === decides) return decides;
      if (one === null) truth = null;
    }
    return truth;
  };
}

function match({ fn, column, text }: Extract<Filter, { kind: 'match' }>, { table, schema }: Scope): Test {
  const type = typeOf({ kind: 'column', column }, { table, schema });
  if (type !== 'string')
    throw badQuery(`The function '${fn}' cannot be applied to the property '${column}'.`);
  const fits = likePattern(text, fn);
  const read = columnReader(table, column);
  return (person) => {
    const value = read(person);
    return typeof value === 'string' ? fits(value) : null;
  };
}

function compare({ op, left, right }: Extract<Filter, { kind: 'compare' }>, scope: Scope): Test {
  const type = commonType([left, right], { ...scope, op });
  const [a, b] = [left, right].map((operand) => reader(operand, { table: scope.table, type }));
  if (!a || !b) throw new Error('a comparison has two operands');
  if (op === 'eq') return (person) => a(person) === b(person);
  if (op === 'ne') return (person) => a(person) !== b(person);
  return (person) => {
    const [x, y] = [a(person), b(person)];
    if (x === null || y === null) return false;
    if (op === 'gt') return x > y;
    if (op === 'ge') return x >= y;
    return op === 'lt' ? x < y : x <= y;
  };
}

/** Text is compared without case (facts: dynamics.md §7), ids without dashes too. */
function reader(operand: Operand, { table, type }: { table: Table; type: ColumnType | 'null' }) {
  const plain = (value: ColumnValue): ColumnValue => {
    if (typeof value !== 'string') return value;
    return type === 'guid' ? value.replaceAll('-', '').toLowerCase() : value.toLowerCase();
  };
  if (operand.kind === 'column') {
    const read = columnReader(table, operand.column);
    return (person: Person) => plain(read(person));
  }
  const value = plain(operand.value);
  return () => value;
}

const EDM = { string: 'String', number: 'Int32', boolean: 'Boolean', guid: 'Guid', null: 'Null' };
const OPERATORS: Record<Op, string> = {
  ...{ eq: 'Equal', ne: 'NotEqual', gt: 'GreaterThan', ge: 'GreaterThanOrEqual' },
  ...{ lt: 'LessThan', le: 'LessThanOrEqual' },
};

/** Both sides must be of one type; a GUID may be quoted. */
function commonType([left, right]: [Operand, Operand], scope: Scope & { op: Op }): ColumnType | 'null' {
  const [a, b] = [typeOf(left, scope), typeOf(right, scope)];
  const ordered = scope.op !== 'eq' && scope.op !== 'ne';
  if (a === 'null' || b === 'null') return a === 'null' ? b : a;
  const both = a === b ? a : quotedGuid(left, b) || quotedGuid(right, a) ? 'guid' : undefined;
  if (both && !(ordered && (both === 'boolean' || both === 'guid'))) return both;
  throw badQuery(
    `A binary operator with incompatible types was detected. Found operand types 'Edm.${EDM[a]}' and 'Edm.${EDM[b]}' for operator kind '${OPERATORS[scope.op]}'.`,
  );
}

/** With or without dashes (facts: dynamics.md §10 #15). */
const GUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

const quotedGuid = (operand: Operand, other: ColumnType | 'null') =>
  other === 'guid' &&
  operand.kind === 'value' &&
  typeof operand.value === 'string' &&
  GUID.test(operand.value);

function typeOf(operand: Operand, { table, schema }: Scope): ColumnType | 'null' {
  if (operand.kind === 'value') return operand.type;
  const type = schema(operand.column);
  if (type) return type;
  throw unknownProperty(operand.column, table.logicalName);
}
