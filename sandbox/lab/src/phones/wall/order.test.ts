import { expect, it } from 'vitest';
import type { Phone } from '../../../../src/control/wire.ts';
import { movedTo, phonesOn, withoutPhone, withPhones } from './order.ts';

const phones = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'].map((id) => ({ id }) as Phone);
const shown = (order: string[] | undefined, there = phones) => phonesOn(order, there).map(({ id }) => id);

it('as long as nobody has chosen, the wall has the first six', () => {
  expect(shown(undefined)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
  expect(phonesOn(undefined, phones, Number.POSITIVE_INFINITY)).toHaveLength(7);
});

it('has what was chosen, in that order, as long as it is there', () => {
  expect(shown(['p7', 'p2', 'gone'])).toEqual(['p7', 'p2']);
  expect(shown(['gone'], phones.slice(0, 2))).toEqual(['p1', 'p2']);
});

it('phones for which there is no room take the places of the last ones', () => {
  expect(withPhones(['p1', 'p2'], ['p7'])).toEqual(['p1', 'p2', 'p7']);
  expect(withPhones(shown(undefined), ['p7'])).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p7']);
  expect(withPhones(['p1', 'p2'], ['p1'])).toEqual(['p1', 'p2']);
  expect(withPhones(shown(undefined), ['p6', 'p7', 'p8'])).toEqual(['p1', 'p2', 'p3', 'p6', 'p7', 'p8']);
  expect(withPhones(['p8', 'p9'], shown(undefined))).toEqual(shown(undefined));
});

it('a phone is moved to a place, and not beyond the ends', () => {
  expect(movedTo(['p1', 'p2', 'p3'], 'p3', 1)).toEqual(['p1', 'p3', 'p2']);
  expect(movedTo(['p1', 'p2', 'p3'], 'p1', 2)).toEqual(['p2', 'p3', 'p1']);
  expect(movedTo(['p1', 'p2'], 'p2', 2)).toEqual(['p1', 'p2']);
  expect(movedTo(['p1', 'p2'], 'p1', -1)).toEqual(['p1', 'p2']);
  expect(movedTo(['p1'], 'p9', 0)).toEqual(['p1']);
  expect(withoutPhone(['p1', 'p2'], 'p1')).toEqual(['p2']);
});
