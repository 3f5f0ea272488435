import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStillClock } from '../../test/clock.ts';
import { createWaiters } from './waiters.ts';

/** A clock that never wakes anybody: only a notification can. */
const clock = createStillClock();

test('no notification is lost, whenever it comes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.nat({ max: 5 }), async (scheduler, readsBefore) => {
      const waiters = createWaiters(clock);
      let settled = false;
      let reads = 0;
      const answer = waiters.wait('device', {
        read: async () => {
          const seen = settled;
          await scheduler.schedule(Promise.resolve(), `read ${reads++}`);
          return seen;
        },
        isDone: (value) => value,
        until: clock.now() + 10_000,
      });
      const settle = scheduler.schedule(Promise.resolve(), 'settle').then(() => {
        settled = true;
        waiters.notify(['device']);
      });
      for (let ring = 0; ring < readsBefore; ring++) waiters.notify(['device']);
      await scheduler.waitFor(Promise.all([answer, settle]));
      expect(await answer).toBe(true);
    }),
  );
});

test('who has left is not kept', async () => {
  const waiters = createWaiters(clock);
  const controller = new AbortController();
  const wait = { read: async () => 'open', isDone: () => false, until: clock.now() + 10_000 };
  const leaving = waiters.wait('device', { ...wait, signal: controller.signal });
  const waiting = waiters.wait('device', wait);
  controller.abort();
  expect(await leaving).toBe('open');
  waiters.close();
  expect(await waiting).toBe('open');
});
