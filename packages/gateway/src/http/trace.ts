import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { traceIdFrom } from '../trace.ts';
import type { Env } from './context.ts';

/** Takes or makes the trace id, and writes one log line per request. */
export function traceRequests(log: Log, clock: Clock): MiddlewareHandler<Env> {
  return async (context, next) => {
    const traceId = traceIdFrom(context.req.header('traceparent'));
    context.set('traceId', traceId);
    const startedAt = clock.now();
    await next();
    const { method } = context.req;
    const { status } = context.res;
    const [route, problem] = [routePath(context, -1), context.get('problem')];
    const installationId = idIn(context.req.param('id'));
    const keyId = context.get('keyId');
    const line = {
      code: 'request',
      traceId,
      method,
      route,
      installationId,
      keyId,
      status,
      problem,
      ms: clock.now() - startedAt,
    };
    const level = status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';
    log[level](line, [method, route, status, problem].filter(Boolean).join(' '));
  };
}

/** What stands where an id belongs may be anything, a secret too. */
const idIn = (text: string | undefined): string | undefined =>
  text !== undefined && /^[0-9a-f-]{36}$/i.test(text) ? text : undefined;
