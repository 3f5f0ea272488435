import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './run.ts';
import { mutants } from './table.ts';

test.each(mutants)('the source has once what mutant $item changes', ({ file, find }) => {
  const source = readFileSync(new URL(file, root), 'utf8');
  expect(source.split(find)).toHaveLength(2);
});

test('every item of the checklist has one mutant', () => {
  expect(mutants.map(({ item }) => item)).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
});
