import { expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { createUnderWay } from './under-way.ts';

const answer = () => new Response('{}');

test('a clock that is moved stands still until an answer has come, and until what follows from it', async () => {
  const underWay = createUnderWay({ patienceMs: 20_000 });
  const clock = createClock({ stoppedAt: 0, settle: underWay.settle });
  const open: (() => void)[] = [];
  const send = underWay.watch(() => new Promise((resolve) => open.push(() => resolve(answer()))));
  const seen: number[] = [];
  clock.after(10, async () => {
    await send('http://a/');
    seen.push(clock.now());
    await send('http://b/');
    seen.push(clock.now());
  });
  const moving = clock.advance(60_000);
  await expect.poll(() => open.length).toBe(1);
  open[0]?.();
  await expect.poll(() => open.length).toBe(2);
  open[1]?.();
  await moving;
  expect([seen, clock.now()]).toEqual([[10, 10], 60_000]);
});

test('a request that hangs does not hold the time for ever, and one that fails not at all', async () => {
  const underWay = createUnderWay();
  const clock = createClock({ stoppedAt: 0, settle: underWay.settle });
  const hang = underWay.watch(() => new Promise(() => undefined));
  const fail = underWay.watch(() => Promise.reject(new TypeError('fetch failed')));
  clock.after(10, () => {
    void hang('http://a/');
    void fail('http://b/').catch(() => undefined);
  });
  await clock.advance(60_000);
  expect(clock.now()).toBe(60_000);
});

test('a clock that is moved also waits for what has joined', async () => {
  const underWay = createUnderWay();
  const clock = createClock({ stoppedAt: 0, settle: underWay.settle });
  const waiting: (() => void)[] = [];
  underWay.join(() => new Promise((resolve) => void waiting.push(resolve)));
  clock.after(10, () => undefined);
  const moving = clock.advance(60_000);
  await expect.poll(() => waiting.length).toBe(1);
  expect(clock.now()).toBe(10);
  waiting[0]?.();
  await moving;
  expect(clock.now()).toBe(60_000);
});
