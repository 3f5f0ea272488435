import { createStore, type Store } from './store.ts';

/** A list that the sandbox is asked for; undefined until the first answer. */
export interface Remote<T> extends Pick<Store<T | undefined>, 'get' | 'subscribe'> {
  /** What it is, as soon as it has been answered. */
  known(): Promise<T>;
  /** Asks again, until it has been answered. A call made while one is under way is folded into one more. */
  refresh(): Promise<void>;
}

export function createRemote<T>(load: () => Promise<T | undefined>): Remote<T> {
  const store = createStore<T | undefined>(undefined);
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    while (again) {
      again = false;
      const value = await load();
      if (value !== undefined) store.set(value);
    }
    running = undefined;
  };
  return {
    get: store.get,
    subscribe: store.subscribe,
    known: () =>
      new Promise((resolve) => {
        const settle = () => {
          const value = store.get();
          if (value === undefined) return;
          stop();
          resolve(value);
        };
        const stop = store.subscribe(settle);
        settle();
      }),
    refresh() {
      again = true;
      running ??= run();
      return running;
    },
  };
}
