import { CodedError, type ProblemCode, problems } from '@journeys-push/contract/problems';
import type { MiddlewareHandler } from 'hono';
import type { Idempotency } from '../access/idempotency.ts';
import type { KeptAnswer } from '../access/idempotency-store.ts';
import type { Keys } from '../access/keys.ts';
import { countKey } from './authenticate.ts';
import type { Env, Request } from './context.ts';
import { bearerOf } from './headers.ts';

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * For routes with an API key. Answers that a retry may change are not kept (5xx, 429 and whatever says so): a repetition
 * tries anew.
 */
export function idempotent(keys: Keys, idempotency: Idempotency): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { method, path } = context.req;
    // A search changes nothing, and its answer should lie nowhere.
    if (!CHANGES.has(method) || path.endsWith('/search')) return next();
    const key = keyIn(context);
    if (!key) return next();
    const apiKey = await keys.authenticate(bearerOf(context) ?? '');
    // The route says what is wrong with it.
    if (!apiKey) return next();
    const body = await context.req.arrayBuffer();
    const { pathname, search } = new URL(context.req.url);
    const begun = await idempotency.begin({ apiKey: apiKey.id, key, method, path: pathname + search, body });
    // The route will not: it is not asked.
    if (typeof begun === 'string' || !('keep' in begun)) countKey(context, keys, apiKey);
    if (begun === 'busy') context.header('retry-after', '1');
    if (begun === 'busy' || begun === 'mismatch') throw new CodedError(`idempotency-${begun}`);
    if (!('keep' in begun)) return replay(begun);
    await next();
    await begun.keep(isFinal(context) ? await answerOf(context) : undefined);
  };
}

/** A structured field's string, in quotation marks, or the same without. @throws CodedError `idempotency-key-invalid` */
function keyIn(context: Request): string | undefined {
  const header = context.req.header('idempotency-key');
  if (header === undefined) return undefined;
  const key = /^"([\x20-\x21\x23-\x5b\x5d-\x7e]{1,255})"$|^([\x21\x23-\x5b\x5d-\x7e]{1,255})$/.exec(
    header.trim(),
  );
  if (key) return key[1] ?? key[2];
  throw new CodedError('idempotency-key-invalid');
}

function isFinal(context: Request): boolean {
  const problem = context.get('problem') as ProblemCode | undefined;
  return context.res.status < 500 && context.res.status !== 429 && !(problem && problems[problem].retry);
}

async function answerOf({ res }: Request): Promise<KeptAnswer> {
  return { status: res.status, contentType: res.headers.get('content-type'), body: await res.clone().text() };
}

function replay({ status, contentType, body }: KeptAnswer): Response {
  const headers = new Headers({ 'idempotency-replayed': 'true' });
  if (contentType) headers.set('content-type', contentType);
  return new Response(status === 204 ? null : body, { status, headers });
}
