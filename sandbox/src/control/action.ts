import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { answers, json } from './answers.ts';

/** One thing that a caller of the control API can do or read. */
export interface Action<Body extends z.ZodType, Answer extends z.ZodType, Query extends z.ZodObject> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api`; parameters in braces: `/journeys/{id}`. */
  path: string;
  summary: string;
  body?: Body;
  query?: Query;
  answer: Answer;
  act(given: { params: Record<string, string>; body: z.output<Body>; query: z.output<Query> }): unknown;
}

/** Adds it as a route with its OpenAPI description. What `act` returns or throws is the answer. */
export function addAction<Body extends z.ZodType, Answer extends z.ZodType, Query extends z.ZodObject>(
  app: OpenAPIHono,
  { method, path, summary, body, query, answer, act }: Action<Body, Answer, Query>,
): void {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const route = createRoute({
    ...{ method, path: `/api${path}`, summary, responses: answers(answer as z.ZodType) },
    request: {
      ...(names.length > 0 ? { params: paramsOf(names) } : {}),
      ...(query ? { query: query as z.ZodObject } : {}),
      ...(body ? { body: { required: true, ...json(body as z.ZodType) } } : {}),
    },
  });
  app.openapi(route, async (context) => {
    // Whether there is a body or a query is known at run time only.
    const given = {
      params: context.req.param(),
      body: context.req.valid('json' as never) as z.output<Body>,
      query: context.req.valid('query' as never) as z.output<Query>,
    };
    const result: unknown = await act(given);
    return context.json(result as z.infer<Answer>, 200);
  });
}

const paramsOf = (names: string[]) =>
  z.object(
    Object.fromEntries(names.map((name) => [name, z.string().openapi({ param: { name, in: 'path' } })])),
  );
