import { expect, test } from 'vitest';
import { createStillClock } from '../../test/clock.ts';
import { defaultTiming } from '../timing.ts';
import { createBreaker } from './breaker.ts';

const ORG = 'an organisation';

function start() {
  const clock = createStillClock();
  const breaker = createBreaker({ clock, random: () => 1, ...defaultTiming });
  const pass = (ms: number) => clock.move(clock.now() + ms);
  const fail = (times: number) => Array.from({ length: times }, () => breaker.failed(ORG));
  return { breaker, pass, fail, wait: () => breaker.openUntil(ORG) - clock.now() };
}

test('five failures in a row open it, and that is told once', () => {
  const { breaker, fail, wait } = start();
  expect(fail(4)).toEqual([false, false, false, false]);
  expect(breaker.enter(ORG)).toBe(true);
  expect(fail(3)).toEqual([true, false, false]);
  expect([breaker.enter(ORG), breaker.room(ORG), wait()]).toEqual([false, 0, 5_000]);
});

test('a good answer in between starts the count anew', () => {
  const { breaker, fail } = start();
  fail(4);
  expect(breaker.succeeded(ORG)).toBe(false);
  fail(4);
  expect(breaker.enter(ORG)).toBe(true);
});

test('when its time is over one call goes out as a probe, and nothing beside it', () => {
  const { breaker, fail, pass } = start();
  fail(5);
  pass(5_000);
  expect(breaker.room(ORG)).toBe(1);
  expect([breaker.enter(ORG), breaker.enter(ORG)]).toEqual([true, false]);
});

test('a probe that fails doubles the time, up to five minutes; one that is answered ends it', () => {
  const { breaker, fail, pass, wait } = start();
  fail(5);
  const waits = Array.from({ length: 8 }, () => {
    pass(wait());
    breaker.enter(ORG);
    fail(1);
    return wait() / 1_000;
  });
  expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
  pass(wait());
  breaker.enter(ORG);
  expect(breaker.succeeded(ORG)).toBe(true);
  expect([breaker.enter(ORG), breaker.enter(ORG)]).toEqual([true, true]);
});

test('a probe that never ends makes room for another', () => {
  const { breaker, fail, pass } = start();
  fail(5);
  pass(5_000);
  breaker.enter(ORG);
  pass(defaultTiming.timeoutMs);
  expect(breaker.enter(ORG)).toBe(true);
});

test('another organisation is none of its business', () => {
  const { breaker, fail } = start();
  fail(5);
  expect(breaker.enter('another')).toBe(true);
});
