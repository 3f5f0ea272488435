/** Listeners of one kind of event. */
export interface ListenerSet<T> {
  add(listener: (value: T) => void): { remove(): void };
  tell(value: T): void;
  clear(): void;
}

export function createSet<T>(): ListenerSet<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return { remove: () => void listeners.delete(listener) };
    },
    tell(value) {
      for (const listener of [...listeners]) listener(value);
    },
    clear: () => listeners.clear(),
  };
}
