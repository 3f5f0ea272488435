import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDataverse } from './testing.ts';

let now = Date.parse('2026-11-25T12:00:00Z');
let waits: (ms: number) => Promise<unknown> = async () => undefined;
let t: Awaited<ReturnType<typeof startDataverse>>;
let reader: Awaited<ReturnType<typeof t.reader>>;
beforeEach(async () => {
  waits = async (ms) => {
    now += ms;
  };
  t = await startDataverse({ now: () => now, wait: (ms) => waits(ms) });
  reader = await t.reader();
});
afterEach(() => t.close());

const call = async (by = reader) => {
  const { status, headers, json } = await by.get('contacts?$top=1');
  return {
    status,
    code: json?.error?.code,
    message: json?.error?.message,
    wait: Number(headers['retry-after']),
    headers,
  };
};

test('the limits are those that Microsoft documents until they are set', () => {
  const { limits } = t.dataverse;
  expect(limits.get()).toEqual({ requests: 6000, executionMs: 1_200_000, concurrent: 52, windowMs: 300_000 });
  limits.set({ requests: 2 });
  expect(limits.get().requests).toBe(2);
  expect(() => limits.set({ request: 3 } as object)).toThrow();
  limits.reset();
  expect(limits.get().requests).toBe(6000);
});

test('too many requests in five minutes are a 429 with Retry-After, and the window slides', async () => {
  t.dataverse.limits.set({ requests: 3 });
  for (const left of ['2', '1', '0']) {
    const { status, headers } = await call();
    expect([status, headers['x-ms-ratelimit-burst-remaining-xrm-requests']]).toEqual([200, left]);
    now += 10_000;
  }
  const refused = await call();
  expect(refused).toMatchObject({ status: 429, code: '0x80072322', wait: 270 });
  expect(refused.message).toBe('Number of requests exceeded the limit of 3 over time window of 300 seconds.');
  expect(refused.headers['x-ms-ratelimit-burst-remaining-xrm-requests']).toBe('0');
  now += 270_000;
  expect((await call()).status).toBe(200);
});

test('who presses on waits longer, and never longer than the window', async () => {
  t.dataverse.limits.set({ requests: 1 });
  await call();
  now += 200_000;
  expect((await call()).wait).toBe(100);
  expect([(await call()).wait, (await call()).wait]).toEqual([101, 102]);
  for (let press = 0; press < 250; press += 1) await call();
  expect((await call()).wait).toBe(300);
  now += 300_000;
  expect((await call()).status).toBe(200);
});

test('the time that all requests take together is limited too', async () => {
  t.twin.faults.plant({ route: 'dataverse', times: 2, effect: { kind: 'latency', ms: 100_000 } });
  t.dataverse.limits.set({ executionMs: 200_000 });
  const first = await call();
  expect(first.headers['x-ms-ratelimit-time-remaining-xrm-requests']).toBe('100.00');
  expect((await call()).status).toBe(200);
  const refused = await call();
  expect(refused).toMatchObject({ status: 429, code: '0x80072321', wait: 100 });
  expect(refused.message).toContain('exceeded limit of 200,000 milliseconds over time window of 300 seconds');
});

test('requests beyond the concurrent ones are refused at once, longer each time', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let inside = 0;
  waits = () => {
    inside += 1;
    return gate;
  };
  t.dataverse.limits.set({ concurrent: 2 });
  t.twin.faults.plant({ route: 'dataverse', times: 2, effect: { kind: 'latency', ms: 1 } });
  const slow = [call(), call()];
  await expect.poll(() => inside).toBe(2);
  expect(await call()).toMatchObject({ status: 429, code: '0x80072326', wait: 1 });
  expect(await call()).toMatchObject({
    ...{ wait: 2, message: 'Number of concurrent requests exceeded the limit of 2.' },
  });
  open();
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await call()).status).toBe(200);
});

test('each application user has limits of its own', async () => {
  t.dataverse.limits.set({ requests: 1 });
  const other = await t.reader();
  expect([(await call()).status, (await call()).status, (await call(other)).status]).toEqual([200, 429, 200]);
});
