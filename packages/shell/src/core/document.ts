import type { Log } from './log.ts';
import type { StorePort } from './ports.ts';

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
}

export async function openDocument<T extends object>(options: DocumentOptions<T>): Promise<Document<T>> {
  const { store, key, empty, log } = options;
  try {
    return document({ value: { ...empty, ...parse(options, await store.get(key)) }, write });
  } catch (error) {
    // What could not be read may be good: it is not written over, and this process remembers in memory only.
    log('store.unreadable', `"${key}" could not be read: ${error}`);
    return document({ value: empty, write: async () => {} });
  }
  async function write(value: T): Promise<void> {
    try {
      await store.set(key, JSON.stringify(value));
    } catch (error) {
      log('store.failed', `"${key}" could not be written: ${error}`);
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
