import { expect, test } from 'vitest';
import { createStillClock } from '../../test/clock.ts';
import { createWaits } from './waits.ts';

test('a wait lasts from the last wish to its confirmation, and counts once', () => {
  const clock = createStillClock();
  const waits = createWaits(clock);
  waits.accepted('phone', 'first');
  clock.move(clock.now() + 1_000);
  waits.accepted('phone', 'second');
  clock.move(clock.now() + 2_000);
  expect(waits.confirmed('phone', 'first')).toBeUndefined();
  expect(waits.confirmed('phone', 'second')).toBe(2);
  expect(waits.confirmed('phone', 'second')).toBeUndefined();
  expect(waits.confirmed('another', 'second')).toBeUndefined();
});
