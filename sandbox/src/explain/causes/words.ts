import type { Cause, Whose } from '../explanation.ts';

/** A line of the tables: what happened, who can change it, what to do; and how a test does it, where it can. */
export type Line = readonly [cause: string, whose: Whose, remedy: string, inTest?: string];

export const causeOf = (code: string, [cause, whose, remedy, inTest]: Line): Cause => ({
  ...{ code, cause, whose, remedy },
  ...(inTest === undefined ? {} : { inTest }),
});
