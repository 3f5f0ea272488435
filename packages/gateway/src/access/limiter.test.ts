import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStillClock } from '../../test/clock.ts';
import { createLimiter } from './limiter.ts';

test('so many pass at once, and then one whenever its share of the time is over', () => {
  const clock = createStillClock();
  const limiter = createLimiter({ requests: 3, perSeconds: 60 }, clock);
  expect([1, 2, 3].map(() => limiter.take('a'))).toEqual([0, 0, 0]);
  expect(limiter.take('a')).toBe(20_000);
  expect(limiter.take('b')).toBe(0);
  clock.move(clock.now() + 20_000);
  expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 20_000]);
});

test('who waits as long as told passes, whatever the rate', () => {
  const rates = fc.record({
    requests: fc.integer({ min: 1, max: 5_000 }),
    perSeconds: fc.integer({ min: 1, max: 86_400 }),
  });
  fc.assert(
    fc.property(rates, fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 50 }), (rate, pauses) => {
      const clock = createStillClock();
      const limiter = createLimiter(rate, clock);
      const taken = Array.from({ length: rate.requests }, () => limiter.take('a'));
      expect(taken.filter((wait) => wait !== 0)).toEqual([]);
      for (const pause of pauses) {
        clock.move(clock.now() + pause);
        const wait = limiter.take('a');
        if (wait === 0) continue;
        clock.move(clock.now() + wait);
        expect(limiter.take('a')).toBe(0);
      }
    }),
    { numRuns: 50 },
  );
});

test('in no stretch of time do more pass than at once plus the rate', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }),
      (requests, pauses) => {
        const clock = createStillClock();
        const start = clock.now();
        const limiter = createLimiter({ requests, perSeconds: 10 }, clock);
        let passed = 0;
        for (const pause of pauses) {
          clock.move(clock.now() + pause);
          if (limiter.take('a') === 0) passed++;
          expect(passed).toBeLessThanOrEqual(requests + ((clock.now() - start) / 10_000) * requests + 0.01);
        }
      },
    ),
  );
});

test('beyond its room it forgets the key that was quiet for longest', () => {
  const limiter = createLimiter({ requests: 1, perSeconds: 60 }, createStillClock(), 2);
  for (const key of ['a', 'b', 'c']) expect(limiter.take(key)).toBe(0);
  expect(limiter.take('c')).toBe(60_000);
  expect(limiter.take('a')).toBe(0);
});
