import { routes } from '@journeys-push/contract/routes';
import type { Gateway } from '@journeys-push/gateway';
import type { Party } from './exchange/exchange.ts';
import { answerOf } from './exchange/hono-exchange.ts';
import type { TimelinePort } from './timeline.ts';
import { traceIdFrom } from './trace.ts';

/** A gateway whose requests and answers are kept for whoever wants to read them. */
export function seeGateway(fetch: Gateway['fetch'], see: TimelinePort['exchange']): Gateway['fetch'] {
  return async (request, env) => {
    const given = request.headers.get('traceparent');
    const traceId = traceIdFrom(given);
    const { method, url } = request;
    const answered = see({
      ...{ traceId, from: senderOf(new URL(url).pathname), to: 'gateway', protocol: 'HTTP/1.1', method, url },
      headers: [...request.headers].flat(),
      body: request.body ? await request.clone().text() : '',
    });
    const response = await fetch(given ? request : withTrace(request, traceId), env);
    answered(await answerOf(response));
    return response;
  };
}

/** Who brings no trace gets one here, so that the gateway's own events are in the same. */
function withTrace(request: Request, traceId: string): Request {
  const headers = new Headers(request.headers);
  headers.set('traceparent', `00-${traceId}-${traceId.slice(0, 16)}-01`);
  return new Request(request, { headers });
}

const shellPaths = Object.values(routes)
  .filter(({ caller }) => caller === 'first-contact' || caller === 'installation')
  .map(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`));

function senderOf(path: string): Party {
  if (path.startsWith('/v1/dynamics/')) return 'dynamics';
  return shellPaths.some((pattern) => pattern.test(path)) ? 'shell' : 'backend';
}
