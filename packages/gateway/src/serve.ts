import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import type { Gateway } from './gateway.ts';

export interface Served {
  /** Where it listens. */
  url: string;
  /** Where health and metrics are served, if they have a port of their own. */
  operationsUrl: string | undefined;
  /** Stops listening, closes the gateway, ends within about six seconds. */
  close(): Promise<void>;
}

interface Address {
  host?: string | undefined;
  port?: number | undefined;
}

export interface ServeOptions extends Address {
  /** Health and metrics on a port of their own, without a key. */
  operations?: Address | undefined;
}

/** Starts a gateway and lets it listen. `port` 0: any free one. @throws the system's error where the port is taken */
export async function serveGateway(
  gateway: Gateway,
  { operations, ...address }: ServeOptions = {},
): Promise<Served> {
  const listeners: Listener[] = [];
  try {
    await gateway.start();
    listeners.push(await listen(gateway.fetch, address));
    if (operations) listeners.push(await listen(gateway.operations.fetch, operations));
  } catch (error) {
    await gateway.close();
    await Promise.all(listeners.map(({ close }) => close()));
    throw error;
  }
  const [api, probes] = listeners;
  return {
    url: api?.url ?? '',
    operationsUrl: probes?.url,
    async close() {
      api?.stop();
      await gateway.close();
      await Promise.all(listeners.map(({ close }) => close()));
    },
  };
}

interface Listener {
  url: string;
  /** Takes no more connections. */
  stop(): void;
  /** Ends the rest: what has been answered is sent first. */
  close(): Promise<void>;
}

/** How long an answer may take on its way out. */
const SENDING_MS = 1_000;

/**
 * Longer than the 60 s after which nginx and the load balancers of clouds let an idle connection go: had we the shorter
 * patience (Node's is 5 s), they would now and then send a request into one that has just ended.
 */
const IDLE_MS = 75_000;

async function listen(fetch: Gateway['fetch'], { host = '127.0.0.1', port = 0 }: Address): Promise<Listener> {
  const server = serve({ fetch, hostname: host, port }) as Server;
  server.keepAliveTimeout = IDLE_MS;
  if (!server.listening) await once(server, 'listening');
  let isClosed = false;
  const closed = once(server, 'close').then(() => {
    isClosed = true;
  });
  const stop = () => {
    if (server.listening) server.close();
    server.closeIdleConnections();
  };
  return {
    url: urlOf(server, host),
    stop,
    async close() {
      stop();
      // A connection is idle once its answer is out.
      const patience = AbortSignal.timeout(SENDING_MS);
      while (!isClosed && !patience.aborted) {
        server.closeIdleConnections();
        await pause(10);
      }
      server.closeAllConnections();
      await closed;
    },
  };
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
