import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { listen } from './listen.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const document = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };

/** A phone that shows a server of the customer's; without one, the built-in page. */
async function phoneWith(listener?: RequestListener) {
  const server = createServer(listener);
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const app = `http://localhost:${await listen(server, 0, '127.0.0.1')}`;
  const sandbox: Sandbox = await startSandbox({
    ...{ gateway: false, phones: ['android-14'] },
    ...(listener ? { app } : {}),
  });
  closers.push(sandbox.close);
  const phone = sandbox.phones.get('p1') ?? expect.fail('no phone');
  const { host, port, origin } = new URL(phone.origin);
  const ask = async (path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> => {
    const asked = request({ port, host: '127.0.0.1', path, headers: { host, ...headers } });
    asked.end();
    const [answer] = await once(asked, 'response');
    return answer;
  };
  const connect = (path: string) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { host }, origin });
    closers.push(() => socket.terminate());
    return socket;
  };
  return { server, phone, origin, ask, connect };
}

const away = { code: 'ECONNRESET' };

describe('what a page asks for while its phone is offline', () => {
  it.each(['its own server', 'the built-in page'])('ends without an answer: %s', async (which) => {
    let asked = 0;
    const { ask, phone } = await phoneWith(
      which === 'its own server'
        ? (_, answer) => {
            asked += 1;
            answer.end('here');
          }
        : undefined,
    );
    await phone.setOnline(false);
    for (const dest of ['empty', 'image', 'script', 'serviceworker'])
      await expect(ask('/x', { 'sec-fetch-dest': dest }), dest).rejects.toMatchObject(away);
    // As a service worker passes a navigation on.
    const passed = { ...document, 'sec-fetch-dest': 'empty' };
    await expect(ask('/', passed)).rejects.toMatchObject(away);
    await expect(ask('/__phone/reachable')).rejects.toMatchObject(away);
    expect(asked).toBe(0);
    await phone.setOnline(true);
    expect((await ask('/')).statusCode).toBe(200);
  });

  it('is a page that says so where it is the document, with the shell’s script', async () => {
    const { ask, phone } = await phoneWith((_, answer) => answer.end('here'));
    await phone.setOnline(false);
    const page = await ask('/cart', document);
    expect(page.statusCode).toBe(502);
    expect(await text(page)).toMatch(/data-journeys-push.*This phone is offline/s);
  });

  it('ends in the middle when the phone goes offline, and a document says so', async () => {
    let slow = 0;
    const { ask, phone } = await phoneWith((asked, answer) => {
      if (asked.url === '/events') answer.write('one');
      else slow += 1;
    });
    const events = await ask('/events');
    await once(events, 'data');
    const waiting = expect(ask('/slow')).rejects.toMatchObject(away);
    const page = ask('/slow', document);
    const begun = once(events, 'error');
    await expect.poll(() => slow).toBe(2);
    await phone.setDoze(true);
    await phone.setDoze(false);
    await phone.setOnline(false);
    expect((await begun)[0]).toMatchObject(away);
    await waiting;
    expect(await text(await page)).toContain('This phone is offline');
  });
});

describe('a socket', () => {
  it('to the site ends when the phone goes offline, and is not opened before it is back', async () => {
    const sockets = new WebSocketServer({ noServer: true });
    closers.push(() => sockets.close());
    const { phone, connect, server } = await phoneWith((_, answer) => answer.end());
    server.on('upgrade', (asked, socket, head) =>
      sockets.handleUpgrade(asked, socket, head, (client) => client.send('hello')),
    );
    const open = connect('/hmr');
    await once(open, 'message');
    await phone.setOnline(false);
    expect((await once(open, 'close'))[0]).toBe(1006);
    await expect(once(connect('/hmr'), 'open')).rejects.toMatchObject(away);
    await phone.setOnline(true);
    expect(String((await once(connect('/hmr'), 'message'))[0])).toBe('hello');
  });

  it('of the bridge needs no network, and tells the page of it', async () => {
    const { phone, origin, connect } = await phoneWith();
    await phone.setOnline(false);
    const bridge = connect('/__phone');
    const heard: string[] = [];
    bridge.on('message', (data) => heard.push(String(data)));
    await once(bridge, 'open');
    bridge.send(JSON.stringify({ url: `${origin}/` }));
    await expect.poll(() => heard).toEqual(['{"online":false}']);
    await phone.setOnline(true);
    await expect.poll(() => heard).toEqual(['{"online":false}', '{"online":true}']);
  });
});
