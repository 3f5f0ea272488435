import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createTestClock } from '../test/clock.ts';
import { withDeadline } from './deadline.ts';

/** Ends when its signal is aborted, with the reason. */
const stuck = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('work is told when its time is up, or when everything ends', async () => {
  const clock = createTestClock();
  const ending = new AbortController();
  const late = withDeadline({ ms: 5_000, clock, outer: ending.signal }, stuck);
  clock.skip(5_000);
  await expect(late).rejects.toThrow('timeout');
  const ended = withDeadline({ ms: 5_000, clock, outer: ending.signal }, stuck);
  ending.abort(new Error('closing'));
  await expect(ended).rejects.toThrow('closing');
  const after = withDeadline({ ms: 5_000, clock, outer: ending.signal }, async ({ aborted }) => aborted);
  expect(await after).toBe(true);
});

test('what has ended is held by nothing', async () => {
  const clock = createTestClock();
  const { signal: outer } = new AbortController();
  for (let call = 0; call < 20; call += 1) {
    await withDeadline({ ms: 5_000, clock, outer }, async () => undefined);
  }
  expect(getEventListeners(outer, 'abort')).toEqual([]);
});
