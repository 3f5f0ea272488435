import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Front, isLocal, openFront } from './front.ts';

let front: Front | undefined;
afterEach(async () => {
  await front?.close();
  front = undefined;
});

async function open(host?: string) {
  const connected: string[] = [];
  front = await openFront({
    ...{ port: 0, host },
    lab: () => new Response('lab'),
    control: (_request, local) => new Response(local ? 'control' : 'control from elsewhere'),
    site: () => new Response('site'),
    phonePage: (id) => new Response(`page of ${id}`),
    phoneSocket(id, socket, origin) {
      connected.push(`${id} from ${origin}`);
      socket.send('hello');
      return id === 'p1';
    },
  });
  return { port: front.port, connected };
}

/** This machine's own address in a network, if it has one. */
const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

const ask = (port: number, host: string, address = '127.0.0.1') =>
  new Promise<{ status?: number; body: string }>((resolve, reject) => {
    request({ port, host: address, headers: { host } }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => {
        body += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });

describe('the server in front', () => {
  it.each([
    ['lab.push.localhost', 200, 'lab'],
    ['LAB.push.localhost', 200, 'lab'],
    ['app.push.localhost', 200, 'site'],
    ['p1.push.localhost', 200, 'page of p1'],
    ['p12.push.localhost', 200, 'page of p12'],
    ['127.0.0.1', 200, 'control'],
    ['localhost', 200, 'control'],
    ['evil.example', 421, 'Misdirected request'],
    ['p1.push.localhost.evil.example', 421, 'Misdirected request'],
    ['p0.push.localhost', 421, 'Misdirected request'],
  ])('answers %s', async (host, status, body) => {
    const { port } = await open();
    expect(await ask(port, `${host}:${port}`)).toEqual({ status, body });
  });

  it('connects a page to its phone and says where the page is from', async () => {
    const { port, connected } = await open();
    const headers = { host: `p1.push.localhost:${port}` };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/__phone`, {
      headers,
      origin: 'http://evil.example',
    });
    expect(await new Promise((resolve) => socket.once('message', (data) => resolve(String(data))))).toBe(
      'hello',
    );
    expect(connected).toEqual(['p1 from http://evil.example']);
  });

  it('survives whatever asks for a socket, and breaks off', async () => {
    const { port } = await open();
    for (const path of ['//', '/\\', '/%', '*', '/__phone']) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: p1.push.localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
      socket.resetAndDestroy();
      await once(socket, 'close');
    }
    expect(await ask(port, `lab.push.localhost:${port}`)).toEqual({ status: 200, body: 'lab' });
  });

  it('answers a socket it does not serve with 404, whatever its path', async () => {
    const { port } = await open();
    const socket = connect(port, '127.0.0.1');
    socket.write('GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 404/);
  });

  it.each([
    ['another path', 'p1.push.localhost', '/other'],
    ['another host', 'lab.push.localhost', '/__phone'],
  ])('opens no socket on %s', async (_what, host, path) => {
    const { port, connected } = await open();
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { host } });
    await expect(new Promise((_, reject) => socket.once('error', reject))).rejects.toThrow('404');
    expect(connected).toEqual([]);
  });

  it('says when the port is taken', async () => {
    const { port } = await open();
    const options = { lab: () => new Response(), control: () => new Response(), site: () => new Response() };
    await expect(
      openFront({ ...options, port, phonePage: () => new Response(), phoneSocket: () => false }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('a server in front that is open to the network', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['192.0.2.2', false],
    ['::ffff:192.0.2.2', false],
    ['127.0.0.1.evil.example', false],
    ['fe80::1', false],
    [undefined, false],
  ])('a connection to %s is local: %s', (address, local) => {
    expect(isLocal(address)).toBe(local);
  });

  it('shows this machine what it shows it otherwise, and the control API under any name', async () => {
    const { port } = await open('0.0.0.0');
    expect((await ask(port, 'lab.push.localhost')).body).toBe('lab');
    expect((await ask(port, 'sandbox.example')).body).toBe('control');
  });

  // A machine without a network has nobody to keep out; what decides is tested above.
  describe.runIf(outside)('from the network', () => {
    it.each([
      'lab.push.localhost',
      'app.push.localhost',
      'p1.push.localhost',
      '127.0.0.1',
      'sandbox.example',
    ])('is nothing but the control API, also as %s', async (host) => {
      const { port } = await open('0.0.0.0');
      expect((await ask(port, host, outside)).body).toBe('control from elsewhere');
    });

    it('opens no socket', async () => {
      const { port, connected } = await open('0.0.0.0');
      const headers = { host: 'p1.push.localhost' };
      const socket = new WebSocket(`ws://${outside}:${port}/__phone`, { headers });
      await expect(new Promise((_, reject) => socket.once('error', reject))).rejects.toThrow('404');
      expect(connected).toEqual([]);
    });
  });
});
