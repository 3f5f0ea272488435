import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { connectSocket } from '../page-socket.ts';
import { PAGE_SOCKET_PATH } from '../page-wire.ts';
import type { SimulatedPhone } from '../simulated-phone.ts';

/** A site with the phone's script in it, on real sockets: what the sandbox's front server does, in small. */
export interface PageServer {
  port: number;
  /** Sockets opened so far. */
  sockets: WebSocket[];
  /** Paths of documents served so far. */
  served: string[];
  close(): Promise<void>;
}

/** HTML by path; every page gets the script first. */
export type Pages = Record<string, string>;

export async function servePages(pages: Pages, phone: () => SimulatedPhone): Promise<PageServer> {
  const sockets: WebSocket[] = [];
  const served: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    served.push(path);
    const script = request.headers.host?.startsWith('lab.') ? '' : `<script>${phone().pageScript()}</script>`;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html>${script}<title>page</title>${pages[path] ?? ''}`);
  });
  const upgrades = new WebSocketServer({ server, path: PAGE_SOCKET_PATH });
  upgrades.on('connection', (socket, request) => {
    sockets.push(socket);
    connectSocket(phone(), socket, request.headers.origin ?? 'null');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    served,
    async close() {
      for (const socket of sockets) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
