import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { Context, MiddlewareHandler } from 'hono';
import type { AnswerSeen, RequestSeen } from './exchange.ts';
import type { Answered } from './exchanges.ts';
import { reachedAt } from './reached-at.ts';

export interface SeeExchangesOptions {
  exchange(request: RequestSeen): Answered;
  traceOf(c: Context): string;
  to: RequestSeen['to'];
}

/** Sees every request to a Hono app and what it answers. Behind whatever limits the size of a body: it is read here. */
export function seeExchanges({ exchange, traceOf, to }: SeeExchangesOptions): MiddlewareHandler {
  return async (c, next) => {
    // Of a copy: whoever comes after reads the body as it likes.
    const body = c.req.raw.body ? await c.req.raw.clone().text() : '';
    const answered = exchange({ ...requestOf(c), traceId: traceOf(c), to, body });
    await next();
    answered(await answerOf(c.res));
  };
}

type Incoming = IncomingMessage | Http2ServerRequest;

/** Request line and headers as they came over the wire. */
export function requestOf(
  c: Context,
): Pick<RequestSeen, 'protocol' | 'method' | 'url' | 'headers' | 'reachedAt'> {
  const incoming = (c.env as { incoming?: Incoming } | undefined)?.incoming;
  return {
    protocol: incoming?.httpVersionMajor === 2 ? 'HTTP/2' : 'HTTP/1.1',
    method: c.req.method,
    url: c.req.url,
    headers: incoming?.rawHeaders ?? [...c.req.raw.headers].flat(),
    ...(incoming ? reachedAt(incoming.socket, new URL(c.req.url).host) : {}),
  };
}

/** Where a planted fault has spoken on the wire itself, there is no answer to see. */
export async function answerOf(response: Response): Promise<AnswerSeen> {
  if (response.headers.has('x-hono-already-sent'))
    return { failure: 'A planted fault took the place of the answer.' };
  const body = response.body ? await response.clone().text() : '';
  return { status: response.status, headers: [...response.headers].flat(), body };
}
