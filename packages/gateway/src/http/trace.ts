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
    const line = {
      traceId,
      method: context.req.method,
      route: routePath(context, -1),
      installationId: context.req.param('id'),
      status: context.res.status,
      code: context.get('problem'),
      ms: clock.now() - startedAt,
    };
    log.info(line, 'request');
  };
}
