import { expect, it } from 'vitest';
import type { Phone } from '../../../src/control/wire.ts';
import { keepUnchanged } from './unchanged.ts';

const phone = (id: string, online = true) => ({ id, online }) as Phone;

it('a phone that is as it was stays the same object, one that has changed does not', () => {
  const before = [phone('p1'), phone('p2')];
  const now = keepUnchanged(before, [phone('p1'), phone('p2', false), phone('p3')]);
  expect(now[0]).toBe(before[0]);
  expect(now.map(({ id, online }) => [id, online])).toEqual([
    ['p1', true],
    ['p2', false],
    ['p3', true],
  ]);
});

it('the list stays the same where nothing has changed, and not where a phone is gone', () => {
  const before = [phone('p1'), phone('p2')];
  expect(keepUnchanged(before, [phone('p1'), phone('p2')])).toBe(before);
  expect(keepUnchanged(before, [phone('p1')])).toEqual([phone('p1')]);
});

it('a sandbox without phones is told from one that has told nothing yet', () => {
  const nothing: Phone[] = [];
  expect(keepUnchanged(nothing, [])).not.toBe(nothing);
});
