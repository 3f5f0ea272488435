import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import type { LiveEvents, Phone, TimelineEvent } from '../../src/control/wire.ts';
import { type FakeState, fakeState } from './fake-state.ts';

/** The control API in memory, with the built lab and the example page: for the lab's own tests only. */
export interface FakeSandbox {
  url: string;
  state: FakeState;
  /** Every call that changes something, as `POST /api/phones/p1/dialog {"answer":"allow"}`. */
  calls: string[];
  /** Answers the next call with this problem. */
  refuseNext(status: number, code: string): void;
  changePhone(id: string, change: Partial<Phone>): void;
  tell(...events: TimelineEvent[]): void;
  close(): Promise<void>;
}

const DIST = new URL('../dist/', import.meta.url);
const SHOP = new URL('../../../examples/plain/', import.meta.url);
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export async function startFakeSandbox(): Promise<FakeSandbox> {
  const calls: string[] = [];
  const live = new Set<ServerResponse>();
  let refusal: { status: number; code: string } | undefined;
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const state = fakeState(port);

  const send = <K extends keyof LiveEvents>(to: ServerResponse, event: K, data: LiveEvents[K]) =>
    to.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const sendPhones = () => {
    for (const to of live) send(to, 'phones', state.phones);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://fake');
    if (/^p\d/.test(request.headers.host ?? '')) return sendFile(response, SHOP, pathname);
    if (!pathname.startsWith('/api/')) return sendFile(response, DIST, pathname);
    if (request.headers.authorization !== 'Bearer fake-token') return void response.writeHead(401).end('{}');
    if (pathname === '/api/events') return openLive(response);
    await answerApi(request, response, pathname);
  }

  function openLive(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    live.add(response);
    response.on('close', () => live.delete(response));
    send(response, 'phones', state.phones);
    for (const event of state.timeline) send(response, 'timeline', event);
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (request.method !== 'GET') calls.push(`${request.method} ${path} ${text}`.trim());
    response.setHeader('content-type', 'application/json');
    if (refusal && request.method !== 'GET') {
      const { status, code } = refusal;
      refusal = undefined;
      const problem = {
        code,
        status,
        title: 'A person could not do that now.',
        remedy: 'Look at the phone.',
      };
      return void response.writeHead(status).end(JSON.stringify(problem));
    }
    const result = state.call(path, text ? JSON.parse(text) : undefined);
    response.writeHead(result === undefined ? 404 : 200).end(JSON.stringify(result ?? {}));
    sendPhones();
  }

  return {
    url: `http://lab.push.localhost:${port}/`,
    state,
    calls,
    refuseNext(status, code) {
      refusal = { status, code };
    },
    changePhone(id, change) {
      state.changePhone(id, change);
      sendPhones();
    },
    tell(...events) {
      state.timeline.push(...events);
      for (const to of live) for (const event of events) send(to, 'timeline', event);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A file, or the one page for every path without an extension, with what the sandbox puts into it. */
async function sendFile(response: ServerResponse, folder: URL, pathname: string): Promise<void> {
  const name = extname(pathname) ? pathname.slice(1) : 'index.html';
  const body = await readFile(new URL(name, folder));
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type });
  if (extname(name) !== '.html') return void response.end(body);
  const page = body
    .toString()
    .replace('name="control-token" content=""', 'name="control-token" content="fake-token"');
  response.end(folder === SHOP ? page.replace('<head>', `<head><script>${STUB}</script>`) : page);
}

/** Just enough of the injected bridge for the example page to see that it is in the app. */
const STUB = `
window.median = {
  open: { appSettings() {} },
  msdynamics: {
    promptNotificationPermission: async () => ({ granted: true }),
    areNotificationsEnabled: async () => ({ granted: true, status: 'granted' }),
    registerDevice: (options, callback) => callback({ success: true }),
    notificationOpened: { addListener() {} },
    registrationChanged: { addListener() {} },
  },
};`;
