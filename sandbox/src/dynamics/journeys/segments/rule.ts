import * as z from 'zod';
import type { ColumnValue, Person } from '../../records.ts';

/** One condition over a column, or a group of them. */
export type Rule = { all: Rule[] } | { any: Rule[] } | Condition;

const COMPARISONS = ['eq', 'ne', 'contains', 'begins-with', 'lt', 'gt'] as const;
const column = z.string().min(1).max(200);

/** What one column must be. */
export const Condition = z.union([
  z.strictObject({ column, is: z.enum(['set', 'not-set']) }),
  z.strictObject({
    column,
    is: z.enum(COMPARISONS),
    value: z.union([z.string(), z.number(), z.boolean()]),
  }),
]);
export type Condition = z.output<typeof Condition>;

export const Rule: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Rule).min(1) }),
    z.strictObject({ any: z.array(Rule).min(1) }),
    Condition,
  ]),
);

/** Ours: groups within groups; far more overflow the stack that reads or saves them. */
const MAX_DEPTH = 50;

/** Judged before a caller's rule is read; what was taken once is not measured again. */
export const isTooDeep = (rule: unknown) => !isShallow(rule, MAX_DEPTH);

function isShallow(rule: unknown, left: number): boolean {
  if (typeof rule !== 'object' || rule === null) return true;
  const groups = Object.values(rule).filter(Array.isArray);
  return groups.length === 0 || (left > 0 && groups.flat().every((each) => isShallow(each, left - 1)));
}

/** Whether the person fits. */
export function fits(person: Person, rule: Rule): boolean {
  if ('all' in rule) return rule.all.every((each) => fits(person, each));
  if ('any' in rule) return rule.any.some((each) => fits(person, each));
  return holds(person.columns, rule);
}

/** Whether the columns, or the attributes of a trigger, are as the condition says. */
export function holds(columns: Record<string, ColumnValue>, rule: Condition): boolean {
  const value = Object.hasOwn(columns, rule.column) ? columns[rule.column] : null;
  const set = value !== null && value !== undefined && value !== '';
  if (!('value' in rule)) return set === (rule.is === 'set');
  // An empty column differs from every value and compares with none (assumed).
  return set ? compare(value, rule.is, rule.value) : rule.is === 'ne';
}

/**
 * Text is compared without case, as Dataverse does (facts: dynamics.md §7); numbers by size, also where one of them was
 * written as a text, such as `49.90`. A column of text is equal to its own characters alone: `0815` is not 815.
 */
function compare(
  value: string | number | boolean,
  is: (typeof COMPARISONS)[number],
  wanted: string | number | boolean,
): boolean {
  const [left, right] = [text(value), text(wanted)];
  if (is === 'contains') return left.includes(right);
  if (is === 'begins-with') return left.startsWith(right);
  const numbers = [numberOf(value), numberOf(wanted)];
  const numeric = numbers.every((number) => !Number.isNaN(number));
  const equal = typeof value === 'number' && numeric ? numbers[0] === numbers[1] : left === right;
  if (is === 'eq') return equal;
  if (is === 'ne') return !equal;
  // ISO dates have the order of their characters.
  const [first = '', second = ''] = numeric || typeof wanted === 'number' ? numbers : [left, right];
  return is === 'lt' ? first < second : first > second;
}

/** Not a number: NaN, also for an empty text. */
const numberOf = (value: string | number | boolean) =>
  typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
const text = (value: string | number | boolean) => String(value).toLowerCase();
