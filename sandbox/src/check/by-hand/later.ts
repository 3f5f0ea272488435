/** A promise that somebody else settles (Node 20 has no `Promise.withResolvers`). */
export function later<T>(): {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(reason: unknown): void;
} {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((settle, refuse) => {
    resolve = settle;
    reject = refuse;
  });
  return { promise, resolve: (value) => resolve(value), reject: (reason) => reject(reason) };
}
