import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Duplex, Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import { lookupLoopback } from '../loopback-fetch.ts';

export interface Asked {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body?: Readable;
  signal?: AbortSignal;
}

/** One more server of the customer's. Bodies pass as they are: packed, in pieces, without end. */
export interface Upstream {
  ask(asked: Asked): Promise<Dispatcher.ResponseData>;
  /** Asks for a WebSocket. Settles with the stream, or with the answer of a server that refuses. `signal`: until then. */
  upgrade(
    asked: Pick<Asked, 'path' | 'headers' | 'signal'>,
  ): Promise<{ answer: IncomingMessage; stream?: Duplex; head?: Buffer }>;
  close(): Promise<void>;
}

/** `origin`: http or https. A certificate of one's own is taken from this machine only. */
export function createUpstream(origin: string): Upstream {
  const connect = { lookup: lookupLoopback, rejectUnauthorized: !isThisMachine(new URL(origin).hostname) };
  /** WebSockets to it that are open, or asked for. */
  const upgrading = new Set<{ destroy(): void }>();
  const keep = (one: Duplex | ClientRequest) => {
    upgrading.add(one);
    one.once('close', () => upgrading.delete(one));
  };
  // Events of a server, and pages that are being built, may be silent for long.
  const agent = new Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
  return {
    ask: ({ method, body, signal, ...asked }) =>
      agent.request({
        ...{ ...asked, origin, method: method as Dispatcher.HttpMethod, body: body ?? null },
        ...(signal ? { signal } : {}),
      }),
    upgrade({ path, headers, signal }) {
      const request = origin.startsWith('https:') ? requestHttps : requestHttp;
      return new Promise((resolve, reject) => {
        const asked = request(origin + path, {
          ...{ ...connect, agent: false, ...(signal ? { signal } : {}) },
          headers: { ...headers, connection: 'Upgrade', upgrade: 'websocket' },
        });
        keep(asked);
        asked.on('upgrade', (answer, stream, head) => {
          keep(stream);
          resolve({ answer, stream, head });
        });
        asked.on('response', (answer) => resolve({ answer }));
        asked.on('error', reject);
        asked.end();
      });
    },
    async close() {
      for (const one of upgrading) one.destroy();
      await agent.destroy();
    },
  };
}

/** Nobody stands between this machine and itself. */
const isThisMachine = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
