import { expect, it } from 'vitest';
import { DAY, spanInWords, spanOf } from './span.ts';

it('a span is written in the largest unit that fits', () => {
  expect(spanOf(2 * DAY)).toEqual({ amount: 2, unit: 'days' });
  expect(spanOf(90 * 60_000)).toEqual({ amount: 90, unit: 'minutes' });
  expect(spanOf(0)).toEqual({ amount: 0, unit: 'minutes' });
});

it('and in words', () => {
  expect(spanInWords(DAY)).toBe('1 day');
  expect(spanInWords(-14 * DAY)).toBe('14 days');
  expect(spanInWords(1.5 * 3_600_000)).toBe('1.5 hours');
});
