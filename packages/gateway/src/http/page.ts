import { CodedError } from '@journeys-push/contract/problems';
import type * as z from 'zod';
import type { Request } from './context.ts';

/** Which part of a listing is asked for. */
export interface PageOf<Key> {
  /** 1 to 1,000. */
  limit: number;
  /** The sort key of the last item already seen. Absent: from the beginning. */
  after?: Key;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;

/**
 * `?limit=&cursor=` of a listing whose items are sorted by a key that `key` describes, as JSON. The key must be unique
 * among the items: `['2026-11-25T12:00:00.000Z', id]`, or a sequence number as text.
 *
 * @throws CodedError `query-invalid`, `cursor-invalid`
 */
export function readPage<Key>(context: Request, key: z.ZodType<Key>): PageOf<Key> {
  const limit = limitOf(context.req.query('limit'));
  const cursor = context.req.query('cursor');
  return cursor === undefined ? { limit } : { limit, after: decode(cursor, key) };
}

/** How many rows to read: one more than is shown tells whether there is a next page. */
export const rowsFor = ({ limit }: { limit: number }): number => limit + 1;

/** One page of `rows`, which {@link rowsFor} has limited. `next` is absent on the last page. */
export function pageOf<Row, Item>(
  rows: Row[],
  { limit, keyOf, itemOf }: { limit: number; keyOf: (row: Row) => unknown; itemOf: (row: Row) => Item },
): { items: Item[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(itemOf);
  return rows.length > limit && last !== undefined ? { items, next: encode(keyOf(last)) } : { items };
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new CodedError('query-invalid', `limit must be a whole number from 1 to ${MAX_LIMIT}.`);
}

const encode = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function decode<Key>(cursor: string, key: z.ZodType<Key>): Key {
  const parsed = key.safeParse(parse(cursor));
  if (parsed.success) return parsed.data;
  throw new CodedError('cursor-invalid');
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
