import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';
import { traceIdOf } from '../trace.ts';
import type { Twin } from './twin.ts';
import { inDocumentedCase } from './wire.ts';

/** A request to the twin, with Node's own response behind it. */
export type Call = Context<{ Bindings: HttpBindings }>;

/** Characters of an explanation: a batch can be wrong in a hundred places. */
const MAX_DETAIL = 500;

export const callOf = (c: Call) => ({
  organizationId: c.req.param('org') ?? '',
  traceId: traceIdOf(c.req.raw),
});

/** The body by a schema of wire.ts, or a 400. */
export async function readJson<T>(twin: Twin, c: Call, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    refuse(400, 'expected Content-Type: application/json');
  }
  const body: unknown = await c.req.json().catch(() => refuse(400, 'the body is not JSON'));
  const named = twin.switches.get().jsonNames === 'exact' ? body : inDocumentedCase(body);
  const read = schema.safeParse(named);
  return read.success ? read.data : refuse(400, z.prettifyError(read.error).slice(0, MAX_DETAIL));
}

export function refuse(code: 400 | 404 | 413, message: string): never {
  throw new HTTPException(code, { message });
}

/** The body of a real refusal is not documented; this one is ours. */
export function problem(c: Call, code: ContentfulStatusCode, detail: string): Response {
  return c.json({ title: 'Dynamics twin', status: code, detail }, code, {
    'content-type': 'application/problem+json',
  });
}
