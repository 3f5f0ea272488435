import { isDeepStrictEqual } from 'node:util';

/** What a check saw. */
export interface Finding {
  passed: boolean;
  /** What stands there, in words for a report. */
  found: string;
}

/** One thing that a build promises about a native file. */
export interface Expectation {
  platform: 'android' | 'ios';
  /** From the project's root, with forward slashes. */
  file: string;
  /** What must be there, or must not be. */
  what: string;
  why: string;
  /** Judges the file's text; `undefined` means that there is no such file. Never throws. */
  check(text: string | undefined): Finding;
}

/** An expectation whose file and platform are said elsewhere. */
export type Clause = Pick<Expectation, 'what' | 'why' | 'check'>;

/** Reads a file by `parse`, then judges it. */
export function reading<T>(parse: (text: string) => T, judge: (content: T) => Finding): Expectation['check'] {
  return (text) => {
    if (text === undefined) return { passed: false, found: 'no such file' };
    try {
      return judge(parse(text));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { passed: false, found: `a file that cannot be read: ${message}` };
    }
  };
}

/** As `check`, but no file at all is fine as well. */
export const orNoFile =
  (check: Expectation['check']): Expectation['check'] =>
  (text) =>
    text === undefined ? { passed: true, found: 'no such file' } : check(text);

export const equal = (found: unknown, expected: unknown): Finding => ({
  passed: isDeepStrictEqual(found, expected),
  found: show(found),
});

/** Passes if nothing was found: undefined, or an empty list. */
export const nothing = (found: unknown): Finding => ({
  passed: found === undefined || (Array.isArray(found) && found.length === 0),
  found: show(found),
});

/** Passes if all of `expected` are in `found`; otherwise names those that are not. */
export function all(found: readonly string[], expected: readonly string[]): Finding {
  const missing = expected.filter((one) => !found.includes(one));
  return missing.length === 0
    ? { passed: true, found: expected.length === 1 ? 'there' : `all ${expected.length}` }
    : { passed: false, found: `missing: ${missing.join(', ')}` };
}

function show(found: unknown): string {
  if (found === undefined || (Array.isArray(found) && found.length === 0)) return 'nothing';
  return typeof found === 'string' ? found : JSON.stringify(found);
}

export const exists: Expectation['check'] = (text) => ({
  passed: text !== undefined,
  found: text === undefined ? 'no such file' : 'there',
});

export const isAbsent: Expectation['check'] = (text) => ({
  passed: text === undefined,
  found: text === undefined ? 'no such file' : 'there',
});
