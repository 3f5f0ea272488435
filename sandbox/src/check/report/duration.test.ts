import { expect, it } from 'vitest';
import { duration } from './duration.ts';

it.each([
  [0.4, '0 ms'],
  [999.6, '1.0 s'],
  [5_960, '6.0 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [59_400, '59 s'],
  [125_000, '2 min 5 s'],
])('reads %d ms as %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});
