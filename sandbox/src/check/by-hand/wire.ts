import * as z from 'zod';
import type { PageCall } from '../page/page-call.ts';

/**
 * What the check's page on a phone and the command say to each other: JSON over HTTP, below a path that nobody can
 * guess. The page tells where it is and what it saw; the command tells what comes next, and judges.
 *
 * | route | body | answer |
 * |---|---|---|
 * | `POST turn` | {@link Turn} | 200 `{ task }`, as soon as there is another one than the page has, or after a while |
 * | `POST done` | {@link Done} | 204; the same one again too |
 */

const Id = z.string().regex(/^[a-z0-9]{8,40}$/);

/** Where the page is, and what has happened in it since it was loaded. */
const Place = z.object({
  /** One phone: kept in the page's storage. */
  phone: Id,
  /** One load of the page. */
  document: Id,
  href: z.string().max(2048),
  visible: z.boolean(),
  /** How often it has been hidden. */
  hidden: z.number().int().min(0),
  /** `navigator.userAgent`. */
  agent: z.string().max(1000),
  /** Which entry points of an app it sees. */
  entries: z.array(z.enum(['ios', 'android'])).max(2),
  /** What was thrown in it and caught by nobody. */
  errors: z.array(z.string().max(500)).max(20),
  /** Opens that the app has told it, as JSON. */
  opens: z.array(z.string().max(2000)).max(10),
});

/** What the page says of a token instead of the token. */
const TokenShape = z.object({ length: z.number().int().min(0), hex: z.boolean(), plain: z.boolean() });

/** What came of a call of the page; see {@link Outcome}. */
const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), answer: z.unknown() }),
  z.object({ kind: z.literal('threw'), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal('silent'), seconds: z.number() }),
  z.object({ kind: z.literal('page-gone') }),
]);

const Called = z.object({
  kind: z.literal('called'),
  outcome: Outcome,
  /** From the call to its end. */
  ms: z.number().min(0),
  tokens: z.record(z.string(), TokenShape),
});

const Chosen = z.object({ kind: z.literal('chosen'), choice: z.string().max(50) });

/** The page asks for something to do. `have` is the number of what it is doing; 0: nothing. */
export const Turn = z.object({ place: Place, have: z.number().int().min(0) });

/** What came of a task. */
export const Done = z.object({
  place: Place,
  task: z.number().int().min(1),
  result: z.discriminatedUnion('kind', [Called, Chosen]),
});

export type Place = z.infer<typeof Place>;
export type Called = z.infer<typeof Called>;
export type TokenShape = z.infer<typeof TokenShape>;
export type Turn = z.infer<typeof Turn>;
export type Done = z.infer<typeof Done>;

/** What the person shall do, and how they say what came of it. */
export interface Question {
  /** What it is about, for a program that plays the person. */
  act: string;
  /** One plain sentence each. */
  say: string[];
  /** A text to be copied on the phone. */
  copy?: string;
  /** Before anything was judged, whoever answers is the phone: an app that was installed anew is another one. */
  anyPhone?: boolean;
  /** Offers the system's settings of the app. */
  settings?: boolean;
  choices: { name: string; label: string }[];
}

/** What the page shall do. */
export type Task = { id: number; about: string } & (
  | { kind: 'call'; call: PageCall }
  | ({ kind: 'ask' } & Question)
  | { kind: 'end'; say: string[] }
  /** Another phone is being checked. */
  | { kind: 'busy'; say: string[] }
);
