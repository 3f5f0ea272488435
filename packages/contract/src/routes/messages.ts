import type * as z from 'zod';
import type { Route } from './route.ts';

type Schemas = Record<string, z.ZodType>;
type Inputs<S extends Schemas> = { [Name in keyof S]: z.input<S[Name]> };

type Params<R> = R extends { params: infer P extends Schemas } ? Inputs<P> : object;
type Query<R> = R extends { query: infer Q extends Record<string, { schema: z.ZodType }> }
  ? Partial<Inputs<{ [Name in keyof Q]: Q[Name]['schema'] }>>
  : object;
type Paging<R> = R extends { paged: true } ? { limit?: number; cursor?: string } : object;
type Waiting<R> = R extends { waits: true } ? { wait?: number } : object;
type Body<R> = R extends { body: infer B extends z.ZodType } ? { body: z.input<B> } : object;

/**
 * What a caller gives to a route, in one object: what varies in its path, its query, its body. `wait`: seconds, at most
 * 30.
 */
export type InputOf<R extends Route> = Params<R> & Query<R> & Paging<R> & Waiting<R> & Body<R>;

type Answers<R extends Route> = R['answers'][keyof R['answers']];

/** What a route answers when all is well: its JSON; the response itself where it is none; nothing where there is none. */
export type AnswerOf<R extends Route> =
  Answers<R> extends infer A
    ? A extends { types: readonly string[] }
      ? Response
      : A extends { body: infer B extends z.ZodType }
        ? z.output<B>
        : undefined
    : never;
