import { CodedError } from '@journeys-push/contract/problems';

export interface BatchesOptions<Item, Result> {
  /** What an item is about: two items of one batch, or of two batches at once, have no key in common. */
  keysOf: (item: Item) => string[];
  /** Writes a batch; resolves with one result for each item, in the same order, when they are durable. */
  write: (items: Item[]) => Promise<Result[]>;
  /** What an item needs after its batch, by itself. Its keys stay taken until then: whoever comes later waits. */
  finish?: (item: Item, result: Result) => Promise<Result> | undefined;
  /** Whether a batch that failed so may fail because of one of its items. */
  isItemsFault: (error: unknown) => boolean;
  /** At most so many items in a batch. */
  max?: number;
  /** At most so many batches at once; another one beside those under way begins when a quarter of `max` waits. */
  inFlight?: number;
  /** With so many waiting, more are turned away: a database that has slowed down must not fill the memory. */
  maxWaiting?: number;
  /** Milliseconds that pass. */
  now?: () => number;
  /** Calls back after so many of them. */
  after?: (ms: number, callback: () => void) => unknown;
}

/** A batch that takes so long is held up by somebody's lock: others need not wait for it too. */
const LONG_MS = 100;

/** Gathers requests into batches. */
export interface Batches<Item, Result> {
  /** Resolves when the item is written. */
  add(item: Item): Promise<Result>;
  /** Takes nothing more; resolves when everything is written. */
  close(): Promise<void>;
}

interface Waiting<Item, Result> {
  item: Item;
  keys: string[];
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Items are gathered for as long as the batches before them take; no timer makes them wait. Items are never merged, and those
 * with a key in common are written in the order they came. One that cannot be written does not harm the others: a batch
 * that fails is written again item by item. Figures: docs/facts/performance.md.
 */
export function createBatches<Item, Result>(options: BatchesOptions<Item, Result>): Batches<Item, Result> {
  const { keysOf, max, inFlight, maxWaiting, now, after } = { ...defaults, ...options };
  let startedAt = 0;
  let queue: Waiting<Item, Result>[] = [];
  const busy = new Set<string>();
  let running = 0;
  let unfinished = 0;
  let isScheduled = false;
  let isWatched = false;
  const drained: (() => void)[] = [];
  let isClosed = false;

  /** At the end of this turn of the event loop: what came in with it goes together. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      while (isWorthwhile() && start()) {}
      if (queue.length > 0 && running < inFlight) watch();
      if (running + unfinished === 0 && queue.length === 0)
        for (const resolve of drained.splice(0)) resolve();
    });
  }

  /** Looks again when the batch under way has taken long, though nothing more comes in. */
  function watch(): void {
    if (isWatched) return;
    isWatched = true;
    after(LONG_MS, () => {
      isWatched = false;
      schedule();
    });
  }

  /** Alone, a batch need not be large; beside another one, small ones would cost both. */
  const isWorthwhile = (): boolean =>
    running === 0 || (running < inFlight && (queue.length >= max / 4 || now() - startedAt >= LONG_MS));

  /** False: nothing can be written now. */
  function start(): boolean {
    const { batch, left } = take(queue, { busy, max });
    queue = left;
    if (batch.length === 0) return false;
    for (const { keys } of batch) for (const key of keys) busy.add(key);
    running++;
    startedAt = now();
    void settle(options, batch).then((later) => {
      running--;
      for (const waiting of batch) if (!later.has(waiting)) free(waiting);
      for (const [waiting, end] of later) {
        unfinished++;
        void end.then(() => {
          unfinished--;
          free(waiting);
          schedule();
        });
      }
      schedule();
    });
    return true;
  }

  function free({ keys }: Waiting<Item, Result>): void {
    for (const key of keys) busy.delete(key);
  }

  return {
    add(item) {
      if (isClosed) return turnedAway('The gateway is closing.');
      if (queue.length >= maxWaiting) return turnedAway('Too much waits for the database.');
      return new Promise((resolve, reject) => {
        queue.push({ item, keys: keysOf(item), resolve, reject });
        schedule();
      });
    },
    close() {
      isClosed = true;
      schedule();
      return new Promise((resolve) => {
        drained.push(resolve);
      });
    },
  };
}

const defaults = {
  max: 128,
  inFlight: 2,
  maxWaiting: 20_000,
  now: () => performance.now(),
  after: (ms: number, callback: () => void): unknown => setTimeout(callback, ms),
};

/** As many of the queue as may go together now, in their order. */
function take<Item, Result>(
  queue: Waiting<Item, Result>[],
  { busy, max }: { busy: Set<string>; max: number },
): { batch: Waiting<Item, Result>[]; left: Waiting<Item, Result>[] } {
  const batch: Waiting<Item, Result>[] = [];
  const left: Waiting<Item, Result>[] = [];
  const taken = new Set(busy);
  let seen = 0;
  for (; seen < queue.length && batch.length < max; seen++) {
    const waiting = queue[seen] as Waiting<Item, Result>;
    (waiting.keys.some((key) => taken.has(key)) ? left : batch).push(waiting);
    // Also of those that stay: whoever comes after them must not overtake.
    for (const key of waiting.keys) taken.add(key);
  }
  return { batch, left: left.concat(queue.slice(seen)) };
}

const turnedAway = (why: string): Promise<never> =>
  Promise.reject(new CodedError('gateway-unavailable', why));

/** Resolves with those that are not finished, and the end of each. */
async function settle<Item, Result>(
  options: Pick<BatchesOptions<Item, Result>, 'write' | 'finish' | 'isItemsFault'>,
  batch: Waiting<Item, Result>[],
): Promise<Map<Waiting<Item, Result>, Promise<void>>> {
  const later = new Map<Waiting<Item, Result>, Promise<void>>();
  try {
    const results = await options.write(batch.map(({ item }) => item));
    for (const [index, waiting] of batch.entries()) {
      const result = results[index] as Result;
      const end = options.finish?.(waiting.item, result);
      if (end) later.set(waiting, end.then(waiting.resolve, waiting.reject));
      else waiting.resolve(result);
    }
  } catch (error) {
    if (batch.length > 1 && options.isItemsFault(error)) {
      for (const one of batch)
        for (const [waiting, end] of await settle(options, [one])) later.set(waiting, end);
      return later;
    }
    for (const { reject } of batch) reject(error);
  }
  return later;
}
