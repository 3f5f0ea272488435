import type { MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { doOnTheWire } from '../fault-effects.ts';
import type { RequestRoute } from './faults.ts';
import { type Call, callOf, problem } from './http.ts';
import type { Twin } from './twin.ts';
import { deviceTokensIn } from './wire.ts';

/** The door of a route: what was planted strikes here, before the twin looks at the request. */
export function doorOf(twin: Twin): (route: RequestRoute) => MiddlewareHandler {
  return (route) => async (c, next) => {
    const tokens = async () => deviceTokensIn(await c.req.json().catch(() => undefined));
    const { delayMs, effect } = await twin.faults.strikeRequest(route, tokens);
    if (delayMs > 0) await twin.wait(delayMs);
    if (!effect) return next();
    report(twin, c, { route, fault: effect.kind });
    if (effect.kind !== 'status') return doOnTheWire(effect, c.env.outgoing);
    if (effect.retryAfter !== undefined) c.header('retry-after', String(effect.retryAfter));
    return problem(c, effect.status as ContentfulStatusCode, 'planted fault');
  };
}

function report({ timeline }: Twin, c: Call, detail: { route: string; fault: string }): void {
  timeline.record({
    ...{ traceId: callOf(c).traceId, hop: 'dynamics', kind: 'request.faulted', outcome: 'failed', detail },
    summary: `A planted fault strikes this request: ${detail.fault}`,
  });
}
