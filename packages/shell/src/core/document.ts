import type { Log } from './log.ts';
import type { ClockPort, StorePort } from './ports.ts';

/** One JSON value of the store. It is always written whole, so a kill leaves the old one or the new one. */
export interface Document<T> {
  get(): T;
  /** Takes effect at once; settles when it is durable. Never rejects. */
  set(next: T): Promise<void>;
  /** Everything that was set is durable. */
  isDurable(): boolean;
  /** Settles when what is set now is durable. */
  durable(): Promise<void>;
}

export interface DocumentOptions<T> {
  store: StorePort;
  key: string;
  /** What a fresh installation has. Fields that an older shell did not write are taken from here. */
  empty: T;
  log: Log;
  clock: ClockPort;
  /** Nothing may stand in for it: it is read again until it can be. */
  vital?: true;
}

export async function openDocument<T extends object>(options: DocumentOptions<T>): Promise<Document<T>> {
  const { store, key, empty, log } = options;
  const found = await readPatiently(options);
  // What could not be read may be good: it is not written over, and this process remembers in memory only.
  if (!found) return document({ value: empty, write: async () => {} });
  return document({ value: { ...empty, ...parse(options, found.text) }, write });
  async function write(value: T): Promise<void> {
    try {
      await store.set(key, JSON.stringify(value));
    } catch (error) {
      log('store.failed', `"${key}" could not be written: ${error}`);
    }
  }
}

/** When a read that has failed is made again, in milliseconds: a store may be busy or locked for a moment. */
const RETRY_MS = [100, 1_000];
const VITAL_MS = 5_000;

async function readPatiently<T>({
  store,
  key,
  log,
  clock,
  vital,
}: DocumentOptions<T>): Promise<{ text: string | undefined } | undefined> {
  for (let failures = 0; ; failures += 1) {
    try {
      return { text: await store.get(key) };
    } catch (error) {
      log('store.unreadable', `"${key}" could not be read: ${error}`);
      const delayMs = RETRY_MS[failures] ?? (vital ? VITAL_MS : undefined);
      if (delayMs === undefined) return undefined;
      await new Promise<void>((resolve) => void clock.after(delayMs, resolve));
    }
  }
}

function parse<T extends object>({ key, log }: DocumentOptions<T>, text: string | undefined): Partial<T> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Partial<T>;
  } catch {
    // Reported below, like any other text that is not ours.
  }
  log('store.corrupt', `"${key}" is not what was stored; it starts anew.`);
  return {};
}

interface DocumentState<T> {
  value: T;
  write: (value: T) => Promise<void>;
}

/** Writes one after the other; changes made while one is written share the next. */
function document<T>({ value, write }: DocumentState<T>): Document<T> {
  let last = Promise.resolve();
  let next: Promise<void> | undefined;
  let pending = 0;
  const start = async () => {
    next = undefined;
    await write(value);
    pending -= 1;
  };
  return {
    get: () => value,
    set(changed) {
      value = changed;
      if (!next) {
        pending += 1;
        next = last.then(start);
        last = next;
      }
      return next;
    },
    isDurable: () => pending === 0,
    durable: () => last,
  };
}
