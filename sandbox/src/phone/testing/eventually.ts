import { vi } from 'vitest';

/** Waits until the check holds; looks often, because what it waits for takes microtasks. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { interval: 2, timeout: 20_000 });
