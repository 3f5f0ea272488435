import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLabClock, formatSecond } from './clock.ts';
import { createStore } from './store.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

it('the timeline shows seconds, and midnight as hour 0', () => {
  expect(formatSecond(new Date(2026, 10, 25, 0, 18, 7).getTime())).toBe('00:18:07');
});

it('the clock is as far ahead as the sandbox’s, and says when that changes', () => {
  const ahead = createStore(0);
  const clock = createLabClock(ahead);
  const heard = vi.fn();
  clock.subscribe(heard);
  ahead.set(3_600_000);
  expect(clock.now()).toBe(4_600_000);
  expect(heard).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2000);
  expect(heard).toHaveBeenCalledTimes(3);
  clock.close();
  vi.advanceTimersByTime(2000);
  expect(heard).toHaveBeenCalledTimes(3);
});
