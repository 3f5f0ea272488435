import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Phone, TimelineEvent } from '../../../src/control/wire.ts';
import { sendLab, sendShop } from './fake-files.ts';
import { createFakeLive } from './fake-live.ts';
import { type FakeState, fakeState } from './fake-state.ts';

/** The control API in memory, with the built lab and the example page: for the lab's own tests only. */
export interface FakeSandbox {
  url: string;
  state: FakeState;
  /** Every call that changes something, as `POST /api/phones/p1/dialog {"answer":"allow"}`. */
  calls: string[];
  /** Refuses the next call that changes something, with this code. */
  refuseNext(code: string): void;
  changePhone(id: string, change: Partial<Phone>): void;
  tell(...events: TimelineEvent[]): void;
  /** Breaks the live connections; they may come back at once. */
  breakLive(): void;
  /** As after a restart: the lab's token is no longer good. */
  forgetToken(): void;
  close(): Promise<void>;
}

export async function startFakeSandbox(): Promise<FakeSandbox> {
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const state = fakeState(port);
  const live = createFakeLive(state);
  const calls: string[] = [];
  let token = 'fake-token';
  let refusal: string | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://fake');
    if (/^p\d/.test(request.headers.host ?? '')) return sendShop(response, pathname);
    if (!pathname.startsWith('/api/')) return sendLab(response, pathname);
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end('{}');
    if (pathname === '/api/events') return live.open(response);
    const body = await text(request);
    const { status, json } = request.method === 'GET' ? read(pathname) : change(request, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    live.sendPhones();
  }

  const read = (path: string) => ({ status: 200, json: state.call(path, undefined) });

  function change({ method, url = '' }: IncomingMessage, body: string): { status: number; json: unknown } {
    // Asked while somebody types: it changes nothing.
    if (url === '/api/messages/preview')
      return { status: 200, json: { written: { title: '', body: '' }, placeholders: [], problems: [] } };
    calls.push(`${method} ${url} ${body}`.trim());
    const code = refusal;
    refusal = undefined;
    if (!code) return { status: 200, json: state.call(url, body ? JSON.parse(body) : undefined) };
    const problem = { code, title: 'A person could not do that now.', remedy: 'Look at the phone.' };
    return { status: 409, json: { status: 409, ...problem } };
  }

  return {
    url: `http://lab.push.localhost:${port}/`,
    state,
    calls,
    refuseNext(code) {
      refusal = code;
    },
    changePhone(id, changed) {
      state.changePhone(id, changed);
      live.sendPhones();
    },
    tell: (...events) => live.tell(events),
    breakLive: live.break,
    forgetToken() {
      token = 'another';
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
