import { expect, it } from 'vitest';
import { typedValue } from './typed-value.ts';

it.each([
  ['true', true],
  ['50', 50],
  ['-0.5', -0.5],
  ['gold', 'gold'],
  ['Infinity', 'Infinity'],
])('what is typed as %j is %j', (text, value) => {
  expect(typedValue(text)).toBe(value);
});

it.each(['', '49.', '49.90', '0815', '0171 55', '+49', '12 ', ' 5', '12345678901234567890', '1e3', '-0'])(
  'what is typed as %j keeps each of its characters',
  (text) => {
    expect(String(typedValue(text))).toBe(text);
  },
);
