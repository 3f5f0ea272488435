import { expect, it } from 'vitest';
import { nightOf, quietOf } from './night.ts';

const nothing = { weekly: [], dates: [] };

it.each([
  ['over midnight', '22:00', '07:00', 2],
  ['within a day', '12:00', '14:00', 1],
  ['until midnight', '20:00', '00:00', 1],
])('quiet hours %s are kept and read back', (_, from, to, spans) => {
  const quiet = quietOf({ on: true, from, to, other: false }, nothing);
  expect(quiet.weekly).toHaveLength(spans);
  const { from: begins, to: ends } = nightOf(quiet);
  expect([begins, ends === '24:00' ? '00:00' : ends]).toEqual([from, to]);
});

it('none are none, and what the form does not show stays as it is', () => {
  expect(nightOf(nothing).on).toBe(false);
  const holidays = { weekly: [], dates: [{ from: '2026-12-24', to: '2026-12-26' }] };
  expect(nightOf(holidays)).toMatchObject({ on: true, other: true });
  expect(quietOf(nightOf(holidays), holidays)).toEqual(holidays);
  expect(quietOf({ ...nightOf(holidays), on: false }, holidays)).toEqual(nothing);
});
