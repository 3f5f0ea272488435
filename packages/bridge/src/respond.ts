import { type GetPage, guarded } from './page.ts';

/** A field of the caller's options, whatever they are: nothing that a page passes makes a call throw. */
export function option(options: unknown, name: string): unknown {
  try {
    return (options as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

/** Every callback that was given, each once: as an argument, or in the options under Median's three spellings. */
function callbacksOf(args: readonly unknown[]): Set<unknown> {
  const inOptions = ['callback', 'callbackFunction', 'statuscallback'].map((name) => option(args[0], name));
  return new Set([
    ...args.filter((arg) => typeof arg === 'function'),
    ...inOptions.filter((given) => typeof given === 'function' || typeof given === 'string'),
  ]);
}

/**
 * Gives the outcome to the caller's callbacks and returns the promise. With a callback the promise behaves the same,
 * except that its rejection counts as handled: the callback has got the error.
 */
export function respond<T>(getPage: GetPage, args: readonly unknown[], answer: Promise<T>): Promise<T> {
  for (const callback of callbacksOf(args)) {
    const deliver = (value: unknown) => {
      const page = getPage();
      const run = typeof callback === 'string' ? page?.[callback] : callback;
      if (typeof run === 'function') guarded(page, () => run(value));
    };
    answer.then(deliver, deliver);
  }
  return answer;
}
