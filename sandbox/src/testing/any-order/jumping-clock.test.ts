import { expect, test } from 'vitest';
import { createJumpingClock } from './jumping-clock.ts';

test('timers ring in their order, one a jump, and the time between them is skipped', () => {
  const clock = createJumpingClock();
  const began = clock.now();
  const rung: [string, number][] = [];
  const note = (name: string) => () => rung.push([name, clock.now() - began]);
  clock.after(60_000, note('minute'));
  clock.after(1_000, note('second'));
  clock.after(2_000, note('cancelled'))();
  expect(clock.nextIn()).toBe(1_000);
  clock.jump();
  expect(clock.nextIn()).toBe(59_000);
  clock.jump();
  expect(clock.nextIn()).toBeUndefined();
  clock.jump();
  expect(rung).toEqual([
    ['second', 1_000],
    ['minute', 60_000],
  ]);
});
