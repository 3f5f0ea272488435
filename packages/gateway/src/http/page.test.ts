import { CodedError } from '@journeys-push/contract/problems';
import fc from 'fast-check';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Env } from './context.ts';
import { pageOf, readPage, rowsFor } from './page.ts';

const Key = z.tuple([z.string(), z.number()]);
type Row = z.infer<typeof Key>;

/** A listing of `rows`, sorted as they are. */
function listing(rows: Row[]) {
  const app = new Hono<Env>();
  app.onError((error, context) =>
    context.json({ code: error instanceof CodedError ? error.code : error.message }, 400),
  );
  app.get('/', (context) => {
    const page = readPage(context, Key);
    const from = page.after ? rows.findIndex((row) => String(row) === String(page.after)) + 1 : 0;
    const read = rows.slice(from, from + rowsFor(page));
    return context.json(pageOf(read, { ...page, keyOf: (row) => row, itemOf: ([name]) => name }));
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  return async (query: string): Promise<any> => (await app.request(`/${query}`)).json();
}

test('following next shows every item once and in order, whatever the limit', async () => {
  const names = fc.array(fc.string({ unit: 'binary' }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(names, fc.integer({ min: 1, max: 40 }), async (all, limit) => {
      const ask = listing(all.map((name, index) => [name, index]));
      const seen: string[] = [];
      let next: string | undefined = '';
      while (next !== undefined) {
        const page = await ask(`?limit=${limit}${next && `&cursor=${next}`}`);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items);
        next = page.next;
      }
      expect(JSON.stringify(seen)).toBe(JSON.stringify(all));
    }),
    { numRuns: 50 },
  );
});

test('without a limit a page has 100 items', async () => {
  const ask = listing(Array.from({ length: 101 }, (_, index) => ['x', index]));
  expect((await ask('')).items).toHaveLength(100);
});

test.each(['0', '1001', '-1', '1.5', 'all', ''])('a limit of "%s" is refused', async (limit) => {
  expect(await listing([])(`?limit=${limit}`)).toEqual({ code: 'query-invalid' });
});

test('a cursor that no page gave is refused', async () => {
  const ask = listing([]);
  for (const cursor of ['', 'x', '%00', 'bnVsbA', 'WzEsMl0']) {
    expect(await ask(`?cursor=${cursor}`)).toEqual({ code: 'cursor-invalid' });
  }
});
