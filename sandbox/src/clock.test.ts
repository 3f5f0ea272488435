import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createClock } from './clock.ts';

const START = 1_800_000_000_000;

test('a stopped clock moves only when it is told to', async () => {
  const clock = createClock({ stoppedAt: START });
  expect(clock.now()).toBe(START);
  await clock.advance(250);
  expect([clock.now(), clock.ahead()]).toEqual([START + 250, 250]);
});

test('timers ring in order, each at its own moment, whatever order they were set in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 20 }), async (delays) => {
      const clock = createClock({ stoppedAt: START });
      const rung: number[][] = [];
      for (const ms of delays) clock.after(ms, () => rung.push([ms, clock.now() - START]));
      await clock.advance(500);
      expect(rung).toEqual(
        delays
          .filter((ms) => ms <= 500)
          .sort((a, b) => a - b)
          .map((ms) => [ms, ms]),
      );
    }),
  );
});

test('a timer that is set on the way rings on the way', async () => {
  const clock = createClock({ stoppedAt: START });
  const rung: number[] = [];
  const again = () => {
    rung.push(clock.now() - START);
    clock.after(100, again);
  };
  clock.after(100, again);
  await clock.advance(350);
  expect(rung).toEqual([100, 200, 300]);
});

test('what waits for a timer goes on before the next one rings', async () => {
  const clock = createClock({ stoppedAt: START });
  const seen: string[] = [];
  void clock.wait(10).then(() => seen.push('first'));
  clock.after(20, () => seen.push('second'));
  await clock.advance(20);
  expect(seen).toEqual(['first', 'second']);
});

test('a cancelled timer does not ring', async () => {
  const clock = createClock({ stoppedAt: START });
  const ring = vi.fn();
  clock.after(10, ring)();
  await clock.advance(20);
  expect(ring).not.toHaveBeenCalled();
});

test('two moves at once follow each other', async () => {
  const clock = createClock({ stoppedAt: START });
  await Promise.all([clock.advance(10), clock.advance(20)]);
  expect(clock.ahead()).toBe(30);
});

test('the time cannot go back', () => {
  expect(() => createClock().advance(-1)).toThrow('forward only');
});

test('a running clock goes with the real time, and a moved one rings its timers earlier', async () => {
  vi.useFakeTimers({ now: START, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  try {
    const clock = createClock({ ahead: 5000 });
    expect(clock.now()).toBe(START + 5000);
    const ring = vi.fn();
    clock.after(60_000, ring);
    await clock.advance(59_000);
    vi.advanceTimersByTime(999);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledOnce();
    expect(clock.now()).toBe(START + 65_000);
  } finally {
    vi.useRealTimers();
  }
});

test('a timer longer than a month rings in its time', () => {
  vi.useFakeTimers({ now: START, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  try {
    const ring = vi.fn();
    const days = 24 * 3600 * 1000;
    createClock().after(40 * days, ring);
    vi.advanceTimersByTime(39 * days);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1 * days);
    expect(ring).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});

test('a ring that throws is told at the end, and neither the other timers nor the next move suffer', async () => {
  const clock = createClock({ stoppedAt: START });
  const ring = vi.fn();
  clock.after(10, () => {
    throw new Error('boom');
  });
  clock.after(20, ring);
  await expect(clock.advance(30)).rejects.toThrow('has failed');
  expect([ring.mock.calls.length, clock.ahead()]).toEqual([1, 30]);
  await clock.advance(1);
  expect(clock.ahead()).toBe(31);
});
