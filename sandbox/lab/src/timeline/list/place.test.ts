import { expect, it } from 'vitest';
import { ROW, scrollTopFor, scrollTopNow, spotNow, stepTo } from './place.ts';

/** A list of traces, by one letter each. */
const list = (ids: string) => [...ids].map((id) => ({ id }));
const before = list('abcdefghij');
/** Three rows, of which `d` is the first; 10 pixels of it are above. */
const view = { traces: before, scrollTop: 3 * ROW + 10, height: 3 * ROW };
const rows = (now: string) => (scrollTopNow(view, list(now)) ?? Number.NaN) / ROW;
const part = 10 / ROW;

it.each([
  ['nothing has changed', 'abcdefghij', 3],
  ['newer ones have come', 'xyzabcdefghij', 6],
  ['some have come and left around it', 'axcyzdeghij', 5],
  ['the newest has left', 'bcdefghij', 2],
  ['it has left itself: what is below it stays', 'abcefghij', 2],
  ['all in view but the last have left', 'abcghij', 0],
  ['all in view have left: the next comes up', 'abxchij', 4],
  ['all from there on have left', 'xabc', 3],
  ['all others have left', 'd', 0],
] as const)('the first trace in view stays where it is: %s', (_, now, first) => {
  expect(rows(now)).toBeCloseTo(first + part);
});

it('a list of which nothing is left begins at its top', () => {
  expect(scrollTopNow(view, list('xyz'))).toBe(0);
  expect(scrollTopNow(view, [])).toBe(0);
});

it('a list at its top shows what is newest', () => {
  expect(scrollTopNow({ ...view, scrollTop: ROW / 2 }, list('xabc'))).toBeUndefined();
  expect(scrollTopNow({ traces: [], scrollTop: 0, height: 0 }, list('xabc'))).toBeUndefined();
});

it.each([
  ['is there', 'xabcdef', { at: 4, there: true }],
  ['has left', 'xabcef', { at: 4, there: false }],
  ['has left, and what was below it', 'xab', { at: 3, there: false }],
  ['has left with all others', 'xyz', { at: 0, there: false }],
] as const)('the keyboard goes on where a trace %s', (_, now, spot) => {
  expect(spotNow({ traces: before, at: 3 }, list(now))).toEqual(spot);
});

it.each([
  ['ArrowDown', 5, 4],
  ['ArrowUp', 3, 3],
  ['PageDown', 8, 7],
  ['PageUp', 0, 0],
  ['Home', 0, 0],
  ['End', 9, 9],
  ['Enter', undefined, undefined],
] as const)('%s leads from a trace to its neighbour, also from one that has left', (key, there, left) => {
  const size = { count: 10, page: 4 };
  expect(stepTo(key, { at: 4, there: true }, size)).toBe(there);
  expect(stepTo(key, { at: 4, there: false }, size)).toBe(left);
});

it('a key leads to no place outside the list', () => {
  expect(stepTo('ArrowDown', { at: 3, there: false }, { count: 3, page: 4 })).toBe(2);
  expect(stepTo('PageDown', { at: 8, there: true }, { count: 10, page: 4 })).toBe(9);
  expect(stepTo('ArrowUp', { at: 0, there: false }, { count: 3, page: 4 })).toBe(0);
});

it('a row comes into view on the shortest way', () => {
  const size = { scrollTop: 200, height: 180 };
  expect(scrollTopFor(1, size)).toBe(60);
  expect(scrollTopFor(4, size)).toBe(200);
  expect(scrollTopFor(7, size)).toBe(300);
});
