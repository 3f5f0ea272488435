/** Timers that end with their document. */
export function createTimers(onError: (error: unknown) => void) {
  const running = new Set<NodeJS.Timeout>();
  const guarded =
    (callback: (...args: unknown[]) => void) =>
    (...args: unknown[]) => {
      try {
        callback(...args);
      } catch (error) {
        onError(error);
      }
    };
  const start =
    (timer: typeof setTimeout | typeof setInterval) =>
    (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const handle = timer(guarded(callback), ms, ...args);
      running.add(handle);
      return handle;
    };
  const stop = (handle: NodeJS.Timeout | undefined) => {
    clearTimeout(handle);
    if (handle) running.delete(handle);
  };
  return {
    functions: {
      setTimeout: start(setTimeout),
      setInterval: start(setInterval),
      clearTimeout: stop,
      clearInterval: stop,
    },
    clear: () => running.forEach(stop),
  };
}
