import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type WebSocket, WebSocketServer } from 'ws';
import { listen, openSocketsOf } from '../listen.ts';
import { MAX_PAGE_MESSAGE, PAGE_SOCKET_PATH } from '../phone/page-wire.ts';
import { hosts } from './hosts.ts';
import { endWithNetwork, liveWithNetwork, type Network } from './offline.ts';
import type { Upgrade } from './socket-proxy.ts';

export interface FrontOptions {
  port: number;
  /** The address to listen on. Beyond loopback, as in a container, any name reaches the control API, and nothing else. */
  host?: string | undefined;
  /** Answers by host name: the lab and the control API. */
  lab(request: Request): Response | Promise<Response>;
  /** The control API, also under the plain loopback address. `local`: whoever asks is on this machine. */
  control(request: Request, local: boolean): Response | Promise<Response>;
  /** The site in a browser, outside the app. */
  site(request: Request): Response | Promise<Response>;
  /** The site in a phone. An error (`Response.error()`) ends the connection without an answer. */
  phonePage(id: string, request: Request): Response | Promise<Response>;
  /** What the site’s pages and sockets go over; the bridge needs none. Absent: it is always there. */
  network?(id: string): Network | undefined;
  /** A page's bridge connects. `origin` is what the browser says of the page. False: no such phone. */
  phoneSocket(id: string, socket: WebSocket, origin: string): boolean;
  /** A WebSocket that the page opens to its own site. Absent or false: there is none. */
  siteSocket?(id: string, upgrade: Upgrade): boolean;
}

/** The one HTTP server that browsers talk to: lab, control API and every phone's page, told apart by host name. */
export interface Front {
  port: number;
  close(): Promise<void>;
}

export async function openFront(options: FrontOptions): Promise<Front> {
  const server = createServer(
    getRequestListener(async (request, { incoming, outgoing }) => {
      const local = isLocal(incoming.socket.localAddress);
      const phone = local ? hosts.phoneOf(incoming.headers.host) : undefined;
      const network = phone && options.network?.(phone);
      if (network) endWithNetwork(network, { request, incoming, outgoing });
      const answer = await route(request, { ...options, local });
      if (answer.status !== 0) return answer;
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }),
  );
  const connections = openSocketsOf(server);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAGE_MESSAGE });
  server.on('upgrade', (request, socket, head) => {
    // From here on the socket is ours: without a listener, one that breaks would end the process.
    socket.on('error', () => socket.destroy());
    const phone = isLocal(request.socket.localAddress) ? hosts.phoneOf(request.headers.host) : undefined;
    const [path] = (request.url ?? '').split('?');
    if (phone && path !== PAGE_SOCKET_PATH) {
      const network = options.network?.(phone);
      if (network && !liveWithNetwork(network, socket)) return;
      if (options.siteSocket?.(phone, { request, socket, head })) return;
    }
    if (!phone || path !== PAGE_SOCKET_PATH) return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (client) => {
      if (!options.phoneSocket(phone, client, request.headers.origin ?? 'null'))
        client.close(1008, 'no such phone');
    });
  });
  return {
    port: await listen(server, options.port, options.host ?? LOOPBACK),
    async close() {
      for (const client of sockets.clients) client.terminate();
      await connections.close();
    },
  };
}

const LOOPBACK = '127.0.0.1';

/**
 * Whether a connection reached this machine at its loopback address. Only this tells who asks: the name in a request is
 * whatever its sender writes.
 */
export const isLocal = (localAddress: string | undefined): boolean =>
  /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/i.test(localAddress ?? '');

function route(
  request: Request,
  { local, ...options }: FrontOptions & { local: boolean },
): Response | Promise<Response> {
  // Nobody without the control token gets further than /healthz: the lab's page holds it, and phones show the site.
  if (!local) return options.control(request, local);
  const host = request.headers.get('host') ?? '';
  const phone = hosts.phoneOf(host);
  if (phone) return options.phonePage(phone, request);
  if (hosts.isLab(host)) return options.lab(request);
  if (hosts.isSite(host)) return options.site(request);
  if (hosts.isLoopback(host)) return options.control(request, local);
  if ((options.host ?? LOOPBACK) !== LOOPBACK) return options.control(request, local);
  // An unknown name is somebody's DNS pointing here: tell nothing.
  return new Response('Misdirected request', { status: 421 });
}
