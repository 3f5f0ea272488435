import { routes } from '@journeys-push/contract/routes';
import type { Gateway } from '@journeys-push/gateway';
import type { Party } from './exchange/exchange.ts';
import { answerOf } from './exchange/hono-exchange.ts';
import type { TimelinePort } from './timeline.ts';
import { traceIdFrom } from './trace.ts';

/** A longer body is not read here: whether it is taken at all is the gateway's to say, before it is read whole. */
const MAX_READ = 2 * 1024 * 1024;

/** A gateway whose requests and answers are kept for whoever wants to read them. */
export function seeGateway(fetch: Gateway['fetch'], see: TimelinePort['exchange']): Gateway['fetch'] {
  return async (request, env) => {
    const given = request.headers.get('traceparent');
    const traceId = traceIdFrom(given);
    const { method, url } = request;
    const answered = see({
      ...{ traceId, from: senderOf(new URL(url).pathname), to: 'gateway', protocol: 'HTTP/1.1', method, url },
      headers: [...request.headers].flat(),
      body: await bodyOf(request),
    });
    const response = await fetch(given?.includes(traceId) ? request : withTrace(request, traceId), env);
    answered(await answerOf(response));
    return response;
  };
}

/** Of a copy; nothing where it is too long, or breaks off: the gateway finds that by itself. */
async function bodyOf(request: Request): Promise<Uint8Array> {
  const nothing = Buffer.alloc(0);
  if (!request.body || Number(request.headers.get('content-length') ?? 0) > MAX_READ) return nothing;
  const pieces: Uint8Array[] = [];
  const reader = request.clone().body?.getReader();
  try {
    let size = 0;
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      size += read.value.length;
      if (size > MAX_READ) {
        // Not awaited: it would be done only once the gateway is done with its own copy.
        reader?.cancel().catch(() => {});
        return nothing;
      }
      pieces.push(read.value);
    }
  } catch {
    return nothing;
  }
  return Buffer.concat(pieces);
}

/** Who brings no trace, or none that can be read, gets one here, so that the gateway's own events are in the same. */
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
