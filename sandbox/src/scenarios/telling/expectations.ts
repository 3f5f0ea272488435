import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/** What a scenario expects and did not see; a KitFailure (kit) says the same of what a phone shows. */
export class ScenarioFailure extends Error {
  override readonly name = 'ScenarioFailure';
  readonly expected: string;
  readonly came: string;
  readonly remedy: string | undefined;
  constructor({ expected, came, remedy }: Expectation) {
    super(`Expected ${expected}; came ${came}.${remedy ? ` ${remedy}` : ''}`);
    this.expected = expected;
    this.came = came;
    this.remedy = remedy;
  }
}

export interface Expectation {
  expected: string;
  came: string;
  /** What to do: a sentence. */
  remedy?: string;
}

export const failure = (expectation: Expectation): ScenarioFailure => new ScenarioFailure(expectation);

/** `came` has at least what `wanted` has. */
export function fits(came: unknown, wanted: unknown): boolean {
  if (wanted instanceof RegExp) return typeof came === 'string' && wanted.test(came);
  if (Array.isArray(wanted))
    return (
      Array.isArray(came) && came.length === wanted.length && wanted.every((part, i) => fits(came[i], part))
    );
  if (typeof wanted !== 'object' || wanted === null) return isDeepStrictEqual(came, wanted);
  if (typeof came !== 'object' || came === null) return false;
  const fields = new Map(Object.entries(came));
  return Object.entries(wanted).every(([name, part]) => fits(fields.get(name), part));
}

/** Throws a ScenarioFailure unless it fits. `what` begins the sentence: `the answer of registerDevice`. */
export function expectThat<T>(what: string, came: T, wanted: unknown): T {
  if (fits(came, wanted)) return came;
  throw failure({ expected: `${what} to be ${text(wanted)}`, came: text(came) });
}

/** How long anything may take that needs gateway and Dynamics, in real milliseconds. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 25;

/** Looks until it is good; throws what `otherwise` makes of the last look. */
export async function until<T>(
  look: () => Promise<T>,
  isGood: (seen: T) => boolean,
  otherwise: (seen: T) => Error,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (isGood(seen)) return seen;
    if (Date.now() > end) throw otherwise(seen);
    await pause(LOOK_MS);
  }
}

export const text = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (part instanceof RegExp ? String(part) : part)) ??
  String(value);
