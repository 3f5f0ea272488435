import { DynamicsId } from '@journeys-push/contract/gateway-dynamics';
import * as z from 'zod';
import type { Failure } from './dataverse/answer.ts';
import { ENTITIES, type Question, type Questions, rowsFor } from './dataverse/query.ts';

/** Whom Dataverse knows by a value. */
export type Found = { kind: 'found'; id: string } | { kind: 'unknown' } | { kind: 'ambiguous' } | Failure;

const Rows = z.object({
  value: z.array(z.record(z.string(), z.unknown())),
  '@odata.nextLink': z.string().optional(),
});
type Row = z.output<typeof Rows>['value'][number];

const unexpected: Found = { kind: 'later', cause: 'the answer has an unexpected shape' };

/**
 * What the answer to the questions says of each; `undefined`: not for certain, so that it has to be asked for alone.
 * Which row is there for which value is for Dataverse to know: here it is certain only where a row looks like no other
 * value of the call, and there is no row that looks like none.
 */
export function readAnswers(questions: Questions, json: unknown): (Found | undefined)[] {
  const parsed = Rows.safeParse(json);
  if (!parsed.success) return questions.map(() => unexpected);
  const { value: rows, '@odata.nextLink': next } = parsed.data;
  const [first, another] = questions;
  if (!another) return [readRows(first, rows)];
  const likenesses = rows.map((row) => likenessOf(row[first.column]));
  const asked = new Set(questions.map(({ value }) => likenessOf(value)));
  const isWhole =
    !next && rows.length < rowsFor(questions) && likenesses.every((likeness) => asked.has(likeness));
  return questions.map((question) => {
    const own = rows.filter((_, index) => likenesses[index] === likenessOf(question.value));
    const isCertain = own.every((row) => isSame(row[question.column], question.value));
    return isCertain && (isWhole || own.length > 1) ? readRows(question, own) : undefined;
  });
}

/** Several rows are several people. A row whose value is not the one asked for (its accents differ) is nobody. */
function readRows({ entity, column, value }: Question, [row, another]: Row[]): Found {
  if (another) return { kind: 'ambiguous' };
  if (!row || !isSame(row[column], value)) return { kind: 'unknown' };
  const id = DynamicsId.safeParse(row[ENTITIES[entity].id]);
  return id.success ? { kind: 'found', id: id.data } : unexpected;
}

/** As Dataverse compares: without case (facts: dynamics.md §7). */
const isSame = (found: unknown, asked: string): boolean =>
  typeof found === 'string' && found.toLowerCase() === asked.toLowerCase();

/**
 * The same for all texts that some Dataverse may take for one another, if one of them is plain: without case and accents
 * and, as in Swedish, with v for w (assumed: by the collation of the database, which depends on its language).
 */
export const likenessOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('w', 'v')
    : '';

/** Printable ASCII without spaces: of anything else nobody here knows what a collation takes it for. */
export const isPlain = (value: string): boolean => /^[!-~]+$/.test(value);
