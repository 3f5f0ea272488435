import { expect, it } from 'vitest';
import { ageOn, dayOn, shortDayOn, timeOn } from './phone-time.ts';

const at = Date.UTC(2026, 10, 26, 20, 41, 7);
const newYork = { timeZone: 'America/New_York', language: 'en' };
const berlin = { timeZone: 'Europe/Berlin', language: 'de' };

it.each([
  [newYork, '3:41', 'Thursday, November 26', 'Thu, Nov 26'],
  [berlin, '21:41', 'Donnerstag, 26. November', 'Do., 26. Nov.'],
  [{ timeZone: 'Asia/Tokyo', language: 'ja' }, '5:41', '11月27日金曜日', '11月27日(金)'],
  [{ timeZone: 'Europe/London', language: 'en-GB' }, '20:41', 'Thursday 26 November', 'Thu 26 Nov'],
] as const)('a phone writes the time as its zone and language have it: %j', (place, time, day, short) => {
  expect([timeOn(place, at), dayOn(place, at), shortDayOn(place, at)]).toEqual([time, day, short]);
});

it.each([
  [0, 'now', 'now'],
  [59_000, 'now', 'now'],
  [5 * 60_000, '5m ago', '5m'],
  [3 * 3_600_000 + 1, '3h ago', '3h'],
  [25 * 3_600_000, 'Thu, Nov 26', 'Thu, Nov 26'],
  // A phone whose clock is behind.
  [-60_000, 'now', 'now'],
] as const)('a notification of %i ms ago came: %s, on Android: %s', (age, ios, android) => {
  const now = at + age;
  expect(ageOn(newYork, { at, now, short: false })).toBe(ios);
  expect(ageOn(newYork, { at, now, short: true })).toBe(android);
});

it('how long ago is said in the phone’s language', () => {
  expect(ageOn(berlin, { at, now: at, short: false })).toBe('jetzt');
});
