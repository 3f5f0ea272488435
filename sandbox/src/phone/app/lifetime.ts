/** The life of one app process. After its end nothing of it happens any more: no answer, no write, no timer. */
export interface Lifetime {
  readonly alive: boolean;
  /** Does the work, unless the process is gone; the promise never settles once it is. */
  does<T>(work: () => T | Promise<T>): Promise<T>;
  /** The promise's value, or undefined as soon as the process ends. */
  untilEnd<T>(promise: Promise<T>): Promise<T | undefined>;
  end(): void;
}

export function createLifetime(): Lifetime {
  let alive = true;
  let ended: () => void = () => {};
  const end = new Promise<undefined>((resolve) => {
    ended = () => resolve(undefined);
  });
  const attempt = async <T>(work: () => T | Promise<T>) => work();
  return {
    get alive() {
      return alive;
    },
    does: (work) =>
      new Promise((resolve, reject) => {
        if (!alive) return;
        attempt(work).then(
          (value) => alive && resolve(value),
          (error) => alive && reject(error),
        );
      }),
    untilEnd: (promise) => Promise.race([promise, end]),
    end() {
      alive = false;
      ended();
    },
  };
}
