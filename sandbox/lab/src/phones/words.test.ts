import { expect, it } from 'vitest';
import type { Phone } from '../../../src/control/wire.ts';
import { conditionsOf, skewOf } from './words.ts';

it.each([
  [7_200_000, '+2 h'],
  [-88_200_000, '−1 d 30 min'],
  [90_061_001, '+1 d 1 h'],
  [-500, '−500 ms'],
  [0, '+0 s'],
])('a clock that is %d ms ahead is %s', (ms, words) => {
  expect(skewOf(ms)).toBe(words);
});

it('what is unusual about a phone is said with what comes of it', () => {
  const usual = {
    online: true,
    opened: true,
    doze: false,
    focus: false,
    forceStopped: false,
    clockSkewMs: 0,
  };
  const phone = { ...usual, platform: 'android' } as Phone;
  expect(conditionsOf(phone)).toEqual([]);
  const unusual = conditionsOf({ ...phone, online: false, doze: true, clockSkewMs: -60_000 });
  expect(unusual.map(({ name }) => name)).toEqual(['Offline', 'Doze', 'Clock −1 min']);
  expect(unusual[0]?.meaning).toContain('FCM');
});
