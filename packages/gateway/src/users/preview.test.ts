import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createTestClock } from '../../test/clock.ts';
import { ANNA, createPeople, dataverseAnswer } from '../../test/people.ts';
import { previewUsers } from './preview.ts';

const BUSY_MS = 200_000;

/** A preview of one person, which waits for a Dataverse that is busy at first. */
function startPreview() {
  const { users } = createPeople({ rules: [{ entity: 'contact', column: 'new_appid' }] });
  const clock = createTestClock();
  const ending = new AbortController();
  const waiting = new Set<{ ms: number }>();
  let calls = 0;
  const verdicts = previewUsers(
    {
      users,
      getToken: async () => 'the-access-token',
      async fetch(url, init) {
        calls += 1;
        if (calls === 1)
          return new Response('', { status: 429, headers: { 'retry-after': String(BUSY_MS / 1_000) } });
        const anna = { set: 'contacts', columns: { contactid: ANNA, new_appid: 'anna' } };
        return dataverseAnswer([anna], new Request(url, init));
      },
      signal: ending.signal,
      clock: {
        now: clock.now,
        after(ms, callback) {
          const timer = { ms };
          waiting.add(timer);
          const cancel = clock.after(ms, () => {
            waiting.delete(timer);
            callback();
          });
          return () => {
            waiting.delete(timer);
            cancel();
          };
        },
      },
    },
    [{ userId: 'anna' }],
  );
  /** What would keep the process, or grow with each wait. */
  const left = () => ({ timers: waiting.size, listeners: getEventListeners(ending.signal, 'abort').length });
  const isWaiting = () => [...waiting].some(({ ms }) => ms > BUSY_MS / 2);
  return { verdicts, clock, ending, left, isWaiting };
}

test('a preview that is ended while it waits for a busy Dataverse leaves no timer behind', async () => {
  const { verdicts, ending, left, isWaiting } = startPreview();
  await expect.poll(isWaiting).toBe(true);
  ending.abort();
  expect(await verdicts).toMatchObject([{ userId: 'anna', outcome: 'error' }]);
  expect(left()).toEqual({ timers: 0, listeners: 0 });
});

test('one that has waited long enough asks again, and listens for its end no more', async () => {
  const { verdicts, clock, left, isWaiting } = startPreview();
  await expect.poll(isWaiting).toBe(true);
  clock.skip(BUSY_MS);
  expect(await verdicts).toEqual([{ userId: 'anna', outcome: 'found', dynamicsUserId: ANNA }]);
  expect(left()).toEqual({ timers: 0, listeners: 0 });
});
