import { expect, it } from 'vitest';
import { formatSecond, formatTime } from './clock.ts';

const at = (hour: number, minute: number) => new Date(2026, 10, 25, hour, minute, 7).getTime();

it.each([
  [0, 18, '0:18'],
  [0, 0, '0:00'],
  [9, 41, '9:41'],
  [10, 5, '10:05'],
  [23, 59, '23:59'],
])('a phone shows %d h %d min as it is read', (hour, minute, text) => {
  expect(formatTime(at(hour, minute))).toBe(text);
});

it('the timeline shows seconds, and midnight as hour 0', () => {
  expect(formatSecond(at(0, 18))).toBe('00:18:07');
});
