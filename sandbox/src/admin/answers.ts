import * as z from 'zod';

/** What is told of a row; the twin's README and sources say which columns there are. */
export const Row = z.looseObject({});
export const Rows = z.array(Row);
export const Done = z.object({ done: z.literal(true) });

/** For an action that has nothing to tell. */
export const done = { done: true } as const;
