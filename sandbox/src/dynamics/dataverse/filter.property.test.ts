import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDataverse } from './testing.ts';

/** Any filter of the grammar against rows, judged here a second time and in another way: Kleene's logic as numbers. */

let t: Awaited<ReturnType<typeof startDataverse>>;
let reader: Awaited<ReturnType<typeof t.reader>>;
beforeAll(async () => {
  t = await startDataverse();
  reader = await t.reader();
});
afterAll(() => t.close());

type Value = string | number | boolean | null;
type Column = 'fullname' | 'new_note' | 'statecode' | 'merged' | '_masterid_value';
type Row = Record<Column, Value>;
type Tree =
  | { is: 'all'; of: Tree[] }
  | { is: 'any'; of: Tree[] }
  | { is: 'no'; of: Tree }
  | {
      is: 'function';
      name: 'contains' | 'startswith' | 'endswith';
      column: 'fullname' | 'new_note';
      text: string;
    }
  | { is: 'comparison'; column: Column; op: string; value: Value; swapped: boolean };

const GUIDS = ['0f8fad5b-d9cb-469f-a165-70867728950e', '1F8FAD5B-D9CB-469F-A165-70867728950E'];
const word = fc
  .array(fc.constantFrom('a', 'B', 'é', "'", ' ', '%', '_', '+', '&', '(', ')', ' and ', '.', '\\'), {
    maxLength: 4,
  })
  .map((parts) => parts.join(''));
const number = fc.constantFrom(-2, -1.5, 0, 1, 36, 1e21);
const values = {
  ...{ fullname: word.filter((text) => text !== ''), new_note: fc.option(word) },
  ...{ statecode: number, merged: fc.boolean(), _masterid_value: fc.option(fc.constantFrom(...GUIDS)) },
};
const row: fc.Arbitrary<Row> = fc.record(values);

const equality = fc.constantFrom('eq', 'ne');
const anyOp = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');
const comparison = (column: Column, op: fc.Arbitrary<string>): fc.Arbitrary<Tree> =>
  fc.record({
    ...{ is: fc.constant('comparison' as const), column: fc.constant(column), op },
    ...{ value: fc.option<Value>(values[column] as fc.Arbitrary<Value>), swapped: fc.boolean() },
  });
const leaf: fc.Arbitrary<Tree> = fc.oneof(
  ...(['fullname', 'new_note', 'statecode'] as const).map((column) => comparison(column, anyOp)),
  ...(['merged', '_masterid_value'] as const).map((column) => comparison(column, equality)),
  fc.record({
    is: fc.constant('function' as const),
    name: fc.constantFrom('contains', 'startswith', 'endswith'),
    ...{ column: fc.constantFrom('fullname', 'new_note'), text: word },
  }),
);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({
      is: fc.constantFrom('all', 'any'),
      of: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ is: fc.constant('no' as const), of: tie('tree') }),
  ),
}));

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const literal = (column: Column, value: Value) => {
  if (typeof value !== 'string') return String(value);
  return column === '_masterid_value' && value === GUIDS[0] ? value : quoted(value);
};

/** Parentheses only where precedence needs them. */
function written(node: Tree): string {
  if (node.is === 'function') return `${node.name}(${node.column},${quoted(node.text)})`;
  if (node.is === 'comparison') {
    const { column, op, value, swapped } = node;
    const text = literal(column, value);
    return swapped ? `${text} ${op} ${column}` : `${column} ${op} ${text}`;
  }
  if (node.is === 'no')
    return node.of.is === 'function' ? `not ${written(node.of)}` : `not (${written(node.of)})`;
  if (node.is === 'any') return node.of.map(written).join(' or ');
  return node.of.map((part) => (part.is === 'any' ? `(${written(part)})` : written(part))).join(' and ');
}

/** 1, 0, or ½ for neither. */
function truth(node: Tree, person: Row): number {
  if (node.is === 'all') return Math.min(...node.of.map((part) => truth(part, person)));
  if (node.is === 'any') return Math.max(...node.of.map((part) => truth(part, person)));
  if (node.is === 'no') return 1 - truth(node.of, person);
  const held = person[node.column];
  if (node.is === 'function') {
    if (typeof held !== 'string') return 0.5;
    const before = node.name === 'startswith' ? '' : '%';
    const after = node.name === 'endswith' ? '' : '%';
    return isLike([...held.toLowerCase()], [...`${before}${node.text.toLowerCase()}${after}`]) ? 1 : 0;
  }
  const [left, right] = (node.swapped ? [node.value, held] : [held, node.value]).map(rank);
  return compared(left ?? null, right ?? null, node.op) ? 1 : 0;
}

const rank = (value: Value) =>
  typeof value === 'string' ? value.toLowerCase() : typeof value === 'boolean' ? Number(value) : value;

function compared(left: Value, right: Value, op: string): boolean {
  if (op === 'eq') return left === right;
  if (op === 'ne') return left !== right;
  if (left === null || right === null) return false;
  const order = left < right ? -1 : left > right ? 1 : 0;
  return { gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[op] ?? false;
}

function isLike(text: string[], pattern: string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '%') return isLike(text, rest) || (text.length > 0 && isLike(text.slice(1), pattern));
  return text.length > 0 && (first === '_' || first === text[0]) && isLike(text.slice(1), rest);
}

test('any filter finds the rows that it is true for, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(tree, fc.array(row, { minLength: 1, maxLength: 6 }), async (filter, people) => {
      for (const { id } of t.twin.contacts()) t.twin.removePerson(id);
      const ids = people.map(({ _masterid_value: masterid, fullname, ...columns }) => {
        return t.twin.addContact({ ...columns, fullname: String(fullname), masterid }).id;
      });
      const text = written(filter);
      const { json } = await reader.find(text);
      if (!json.value) throw new Error(`${text}: ${JSON.stringify(json)}`);
      const found = json.value.map(({ contactid }: { contactid: string }) => contactid);
      expect(found.sort()).toEqual(ids.filter((_, at) => truth(filter, people[at] as Row) === 1).sort());
    }),
    { numRuns: 300 },
  );
}, 60_000);

const WILDCARDS: Record<string, (character: string) => boolean> = {
  ...{ _: () => true, '[ab]': (character) => 'ab'.includes(character) },
  '[^b]': (character) => character !== 'b',
};

/** Every way to share the characters out among the parts is tried. */
function isMatch(text: string[], parts: string[]): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return text.length === 0;
  if (part === '%') return isMatch(text, rest) || (text.length > 0 && isMatch(text.slice(1), parts));
  const [character, ...others] = text;
  const fits = WILDCARDS[part] ?? ((one: string) => one === part);
  return character !== undefined && fits(character) && isMatch(others, rest);
}

test('wildcards fit what any way to share the characters out among them would fit', async () => {
  const parts = fc.array(fc.constantFrom('a', 'b', '%', ...Object.keys(WILDCARDS)), { maxLength: 8 });
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'B', 'é', '😀'), maxLength: 9 }), {
    ...{ minLength: 1, maxLength: 6 },
  });
  const where = fc.constantFrom('contains', 'startswith', 'endswith');
  await fc.assert(
    fc.asyncProperty(where, parts, texts, async (name, pattern, notes) => {
      for (const { id } of t.twin.contacts()) t.twin.removePerson(id);
      const ids = notes.map((new_note) => t.twin.addContact({ fullname: 'Ada', new_note }).id);
      const { json } = await reader.find(`${name}(new_note,'${pattern.join('')}')`);
      const found = json.value.map(({ contactid }: { contactid: string }) => contactid);
      const whole = [...(name === 'startswith' ? [] : ['%']), ...pattern];
      if (name !== 'endswith') whole.push('%');
      const fitting = ids.filter((_, at) => isMatch([...(notes[at] ?? '').toLowerCase()], whole));
      expect(found.sort()).toEqual(fitting.sort());
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('however many wildcards a filter has, it is answered at once', async () => {
  for (const { id } of t.twin.contacts()) t.twin.removePerson(id);
  t.twin.addContact({ fullname: 'a'.repeat(200) });
  for (const [text, hits] of [
    [`${'%a'.repeat(100)}%b`, 0],
    [`${'%a'.repeat(100)}%`, 1],
    [`${'%_'.repeat(100)}[b]`, 0],
  ] as const) {
    expect((await reader.find(`contains(fullname,'${text}')`)).json.value).toHaveLength(hits);
  }
});

test('whatever is given as a filter is answered, with rows or as a wrong filter', async () => {
  t.twin.addContact({ fullname: 'Ada' });
  const token = fc.constantFrom(
    'fullname',
    'eq',
    'ne',
    'and',
    'or',
    'not',
    '(',
    ')',
    "'a'",
    "'",
    'null',
    '1',
    ' ',
    ',',
  );
  const anything = fc.oneof(
    fc.string(),
    fc.array(token, { maxLength: 12 }).map((parts) => parts.join(' ')),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      const { status, json } = await reader.find(text);
      expect(status === 200 || (status === 400 && json.error.code === '0x80060888')).toBe(true);
    }),
    { numRuns: 300 },
  );
}, 60_000);
