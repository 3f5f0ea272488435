import { expect, it } from 'vitest';
import { formatDuration } from './duration.ts';

it.each([
  [-3, '0 ms'],
  [0.4, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [1234, '1.2 s'],
  [9949, '9.9 s'],
  [9950, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [119_600, '2 min 0 s'],
  [125_000, '2 min 5 s'],
  [3_599_600, '1 h 0 min'],
  [12_030_000, '3 h 21 min'],
  [86_399_000, '1 d 0 h'],
  [7 * 86_400_000 + 3_600_000, '7 d 1 h'],
])('%d ms reads as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
