import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBatches } from './batches.ts';

interface Item {
  id: number;
  keys: string[];
  /** A batch that holds it fails. */
  isBad: boolean;
}

const item = fc.record({
  keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 0, maxLength: 2 }),
  isBad: fc.boolean(),
});

/** Ends of turns of the event loop: the batches are formed there. */
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

test('whatever comes in whatever order: nobody is lost, nobody is answered before the commit, keys keep their order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { maxLength: 40 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 3 }),
      fc.scheduler(),
      async (drawn, max, inFlight, scheduler) => {
        const items: Item[] = drawn.map((one, id) => ({ ...one, id }));
        const committed: number[] = [];
        const underWay = new Set<string>();
        let running = 0;
        const batches = createBatches<Item, number>({
          max,
          inFlight,
          keysOf: ({ keys }) => keys,
          isItemsFault: () => true,
          async write(batch) {
            const keys = batch.flatMap((one) => one.keys);
            // No key twice, in a batch or in two at once.
            expect(new Set(keys).size).toBe(keys.length);
            expect(keys.filter((key) => underWay.has(key))).toEqual([]);
            expect(batch.length).toBeLessThanOrEqual(max);
            expect(++running).toBeLessThanOrEqual(inFlight);
            for (const key of keys) underWay.add(key);
            await scheduler.schedule(Promise.resolve(), 'the commit');
            for (const key of keys) underWay.delete(key);
            running--;
            if (batch.some(({ isBad }) => isBad)) throw new Error('a bad item');
            committed.push(...batch.map(({ id }) => id));
            return batch.map(({ id }) => id);
          },
        });
        const answers = items.map(async (one) => {
          await scheduler.schedule(Promise.resolve(), 'a request');
          return { one, order: order.push(one.id) };
        });
        const order: number[] = [];
        const outcomes = answers.map(async (answer) => {
          const { one } = await answer;
          const result = await batches.add(one).catch(() => 'refused' as const);
          if (result !== 'refused') expect(committed).toContain(one.id);
          return { one, result };
        });
        const all = Promise.all(outcomes);
        await scheduler.waitFor(all.then(() => turns(1)));
        for (const { one, result } of await all) expect(result).toBe(one.isBad ? 'refused' : one.id);
        // Each once, and those with a common key in the order they came.
        expect(new Set(committed).size).toBe(committed.length);
        for (const key of ['a', 'b', 'c', 'd', 'e']) {
          const about = (id: number) => items[id]?.keys.includes(key) && !items[id]?.isBad;
          expect(committed.filter(about)).toEqual(order.filter(about));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('what comes while a batch is written goes together in the next one', async () => {
  const sizes: number[] = [];
  const ends: (() => void)[] = [];
  const batches = createBatches<number, number>({
    keysOf: () => [],
    isItemsFault: () => false,
    write: (items) => {
      sizes.push(items.length);
      return new Promise((resolve) => ends.push(() => resolve(items)));
    },
  });
  const first = batches.add(0);
  await turns(2);
  const rest = Array.from({ length: 20 }, (_, index) => batches.add(index));
  await turns(2);
  expect(sizes).toEqual([1]);
  ends[0]?.();
  await first;
  await turns(2);
  expect(sizes).toEqual([1, 20]);
  ends[1]?.();
  expect(await Promise.all(rest)).toHaveLength(20);
});

test('beside a batch under way another one begins when many wait', async () => {
  const sizes: number[] = [];
  const batches = createBatches<number, number>({
    keysOf: () => [],
    isItemsFault: () => false,
    write: (items) => {
      sizes.push(items.length);
      return new Promise(() => undefined);
    },
  });
  void batches.add(0);
  await turns(2);
  for (let more = 0; more < 200; more++) void batches.add(more);
  await turns(2);
  expect(sizes).toEqual([1, 128]);
});

test('a batch that is held up holds up no other', async () => {
  const sizes: number[] = [];
  let now = 0;
  const batches = createBatches<number, number>({
    keysOf: () => [],
    isItemsFault: () => false,
    now: () => now,
    write: (items) => {
      sizes.push(items.length);
      return new Promise(() => undefined);
    },
  });
  void batches.add(0);
  await turns(2);
  void batches.add(1);
  await turns(2);
  expect(sizes).toEqual([1]);
  now = 100;
  void batches.add(2);
  await turns(2);
  expect(sizes).toEqual([1, 2]);
});

test('nor one that came in before it had taken long, though nobody comes after it', async () => {
  const sizes: number[] = [];
  let now = 0;
  const alarms: (() => void)[] = [];
  const batches = createBatches<number, number>({
    keysOf: () => [],
    isItemsFault: () => false,
    now: () => now,
    after: (_ms, callback) => {
      alarms.push(callback);
    },
    write: (items) => {
      sizes.push(items.length);
      return new Promise(() => undefined);
    },
  });
  void batches.add(0);
  await turns(2);
  void batches.add(1);
  await turns(2);
  now = 100;
  for (const ring of alarms) ring();
  await turns(2);
  expect(sizes).toEqual([1, 1]);
});

test('when the database is gone, nobody is tried again one by one', async () => {
  let calls = 0;
  const batches = createBatches<number, number>({
    keysOf: () => [],
    isItemsFault: () => false,
    async write() {
      calls++;
      throw new Error('gone');
    },
  });
  const answers = await Promise.allSettled([batches.add(1), batches.add(2)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(calls).toBe(1);
});

test('with too many waiting, more are turned away', async () => {
  const batches = createBatches<number, number>({
    keysOf: () => [],
    isItemsFault: () => false,
    max: 1,
    inFlight: 1,
    maxWaiting: 2,
    write: () => new Promise(() => undefined),
  });
  void batches.add(1);
  await turns(2);
  void batches.add(2);
  void batches.add(3);
  await expect(batches.add(4)).rejects.toMatchObject({ code: 'gateway-unavailable' });
});

test('closing writes what waits and takes nothing more', async () => {
  const written: number[] = [];
  const batches = createBatches<number, number>({
    keysOf: () => ['the same'],
    isItemsFault: () => false,
    async write(items) {
      written.push(...items);
      return items;
    },
  });
  const answers = [batches.add(1), batches.add(2), batches.add(3)];
  await batches.close();
  expect(written).toEqual([1, 2, 3]);
  expect(await Promise.all(answers)).toEqual([1, 2, 3]);
  await expect(batches.add(4)).rejects.toMatchObject({ code: 'gateway-unavailable' });
});
