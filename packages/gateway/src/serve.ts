import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Gateway } from './gateway.ts';

export interface Served {
  /** Where it listens. */
  url: string;
  /** Stops listening, closes the gateway, ends within about six seconds. */
  close(): Promise<void>;
}

/** Starts a gateway and lets it listen. `port` 0: any free one. @throws the system's error where the port is taken */
export async function serveGateway(
  gateway: Gateway,
  { host = '127.0.0.1', port = 0 }: { host?: string; port?: number } = {},
): Promise<Served> {
  await gateway.start().catch((error) => endWith(gateway, error));
  const server = serve({ fetch: gateway.fetch, hostname: host, port }) as Server;
  if (!server.listening) await once(server, 'listening').catch((error) => endWith(gateway, error));
  return {
    url: urlOf(server, host),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await gateway.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function endWith(gateway: Gateway, error: unknown): Promise<never> {
  await gateway.close();
  throw error;
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
