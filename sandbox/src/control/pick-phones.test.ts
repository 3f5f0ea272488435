import { expect, it } from 'vitest';
import { pickPhones } from './pick-phones.ts';

const phones = [
  { id: 'p1', profile: 'iphone' },
  { id: 'p2', profile: 'android-14' },
  { id: 'p3', profile: 'iphone' },
];
const ids = (...wanted: { profile: string; id?: string }[]) =>
  pickPhones(wanted, phones).map((phone) => phone?.id);

it('the oldest of a profile are taken first, none twice', () => {
  expect(ids({ profile: 'iphone' }, { profile: 'iphone' }, { profile: 'iphone' })).toEqual([
    ...['p1', 'p3'],
    undefined,
  ]);
});

it('whoever is named by id is taken, and left to the one who names it', () => {
  expect(ids({ profile: 'iphone', id: 'p3' })).toEqual(['p3']);
  expect(ids({ profile: 'iphone' }, { profile: 'iphone', id: 'p1' })).toEqual(['p3', 'p1']);
});

it('an id of another profile, or of nobody, is as no id', () => {
  expect(ids({ profile: 'iphone', id: 'p2' }, { profile: 'android-14', id: 'p9' })).toEqual(['p1', 'p2']);
});
