import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { openSocketsOf } from '../../listen.ts';
import { firstRequest } from './first-request.ts';
import { repairedSocket } from './repaired-socket.ts';

export type Listener = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => unknown;

export interface TransportOptions {
  /** PEM. */
  cert: string;
  key: string;
  listener: Listener;
  /** What happens to a connection with more than `MAX_STREAMS` requests at once; default `refuse`. */
  overload?: () => 'refuse' | 'goaway';
  /** Milliseconds that an HTTP/1.1 client has to say a whole request; default a minute. */
  requestMs?: number;
}

/** Requests at once on one HTTP/2 connection (facts: apns-fcm-phones.md §2.4). */
const MAX_STREAMS = 100;
/** As long as Google's front end keeps one: a sender's next request must not meet a connection just being closed. */
const IDLE_MS = 240_000;
/** Milliseconds that a connection's first request may take to be served without a detour. */
const PATIENCE = 50;

/**
 * HTTP/1.1 and HTTP/2 on one TLS port. A connection whose first request has firebase-admin's illegal `:scheme` is
 * repaired on its way to Node's http2 server; all others meet it as they are (facts: apns-fcm-phones.md §3.3).
 */
export function createTransport(options: TransportOptions) {
  const { cert, key, listener, overload = () => 'refuse' as const, requestMs = 60_000 } = options;
  const http1 = createHttpServer(
    {
      ...{ keepAliveTimeout: IDLE_MS, headersTimeout: requestMs, requestTimeout: requestMs },
      connectionsCheckingInterval: Math.min(requestMs, 30_000),
    },
    listener,
  );
  // It gets its connections from below and never listens, but only then looks for slow clients.
  http1.emit('listening');
  const http2 = createHttp2Server({ settings: { maxConcurrentStreams: MAX_STREAMS } }, listener);
  // Enough for a client to go over the limit before it is told off.
  const unlimited = createHttp2Server({}, listener);
  unlimited.on('session', endAtOverload);
  const server = createTlsServer({
    ...{ cert, key, minVersion: 'TLSv1.2', ALPNProtocols: ['h2', 'http/1.1'], noDelay: true },
  });
  const connections = openSocketsOf(server);

  function serveHttp2(socket: TLSSocket): void {
    const target = overload() === 'goaway' ? unlimited : http2;
    firstRequest(socket, PATIENCE, ({ verdict, repair, came, begun }) => {
      if (verdict === 'repaired' || verdict === 'later') {
        target.emit('connection', repairedSocket(socket, { repair, begun }));
        return;
      }
      socket.unshift(Buffer.concat(came));
      target.emit('connection', socket);
    });
  }

  server.on('secureConnection', (socket) => {
    // A client that breaks off is no failure of ours.
    socket.on('error', () => socket.destroy());
    if (socket.alpnProtocol === 'h2') serveHttp2(socket);
    else http1.emit('connection', socket);
  });
  return {
    server,
    /** Ends all connections at once. */
    async close(): Promise<void> {
      http1.close();
      await connections.close();
    },
  };
}

/** What Google tells a client that goes over (facts: apns-fcm-phones.md §2.4). */
function endAtOverload(session: ServerHttp2Session): void {
  let open = 0;
  session.on('stream', (stream) => {
    open++;
    stream.on('close', () => open--);
    if (open <= MAX_STREAMS || session.destroyed) return;
    session.goaway(1, stream.id ?? 0, Buffer.from('exceeded_max_concurrent_streams'));
    session.destroy();
  });
}
