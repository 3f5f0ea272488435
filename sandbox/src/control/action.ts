import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { answers, json } from './answers.ts';

/** One thing that a caller of the control API can do or read. */
export interface Action<Body extends z.ZodType, Answer extends z.ZodType> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api`; parameters in braces: `/journeys/{id}`. */
  path: string;
  summary: string;
  body?: Body;
  answer: Answer;
  act(given: { params: Record<string, string>; body: z.output<Body> }): unknown;
}

/** Adds it as a route with its OpenAPI description. What `act` returns or throws is the answer. */
export function addAction<Body extends z.ZodType, Answer extends z.ZodType>(
  app: OpenAPIHono,
  { method, path, summary, body, answer, act }: Action<Body, Answer>,
): void {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const route = createRoute({
    ...{ method, path: `/api${path}`, summary, responses: answers(answer as z.ZodType) },
    request: {
      ...(names.length > 0 ? { params: paramsOf(names) } : {}),
      ...(body ? { body: { required: true, ...json(body as z.ZodType) } } : {}),
    },
  });
  app.openapi(route, async (context) => {
    // Whether there is a body is known at run time only.
    const given = context.req.valid('json' as never) as z.output<Body>;
    const result: unknown = await act({ params: context.req.param(), body: given });
    return context.json(result as z.infer<Answer>, 200);
  });
}

const paramsOf = (names: string[]) =>
  z.object(
    Object.fromEntries(names.map((name) => [name, z.string().openapi({ param: { name, in: 'path' } })])),
  );
