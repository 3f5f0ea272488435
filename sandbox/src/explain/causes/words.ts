import type { Cause, Whose } from '../explanation.ts';

/** A line of the tables: what happened, who can change it, what to do. */
export type Line = readonly [cause: string, whose: Whose, remedy: string];

export const causeOf = (code: string, [cause, whose, remedy]: Line): Cause => ({
  code,
  cause,
  whose,
  remedy,
});
