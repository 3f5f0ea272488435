import type { Unsubscribe } from '@journeys-push/shell/core';

/** A set of callbacks told one after the other. */
export interface Listeners<Args extends unknown[]> {
  add(listener: (...args: Args) => void): Unsubscribe;
  tell(...args: Args): void;
  clear(): void;
}

export function createListeners<Args extends unknown[]>(): Listeners<Args> {
  const listeners = new Set<(...args: Args) => void>();
  return {
    add(listener) {
      // Each call counts once, even of the same function.
      const entry = (...args: Args) => listener(...args);
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    tell(...args) {
      for (const listener of [...listeners]) listener(...args);
    },
    clear: () => listeners.clear(),
  };
}
