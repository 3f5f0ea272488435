import { once } from 'node:events';
import { type ClientHttp2Session, connect as connectHttp2, type IncomingHttpHeaders } from 'node:http2';
import { Agent, request as requestHttp1 } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCertificates } from '../../certificates.ts';
import { clientBytes } from '../testing/client-bytes.ts';
import { createTransport, type Listener } from './transport.ts';

let ca: string;
let port: number;
let impatientPort: number;
const transports: ReturnType<typeof createTransport>[] = [];
let overload: 'refuse' | 'goaway' = 'refuse';
/** Requests that wait for `release`. */
const held: (() => void)[] = [];
let seen: { path?: string | undefined; scheme: unknown; body: string }[] = [];

beforeAll(async () => {
  const certificates = await createCertificates();
  ({ ca } = certificates);
  const start = async (options: { requestMs?: number } = {}) => {
    const transport = createTransport({ ...certificates, overload: () => overload, listener, ...options });
    transports.push(transport);
    await new Promise<void>((resolve) => transport.server.listen(0, '127.0.0.1', resolve));
    return (transport.server.address() as AddressInfo).port;
  };
  port = await start();
  impatientPort = await start({ requestMs: 300 });
});
afterAll(() => Promise.all(transports.map((each) => each.close())));

const listener: Listener = async (request, response) => {
  const body = await text(request).catch(() => undefined);
  if (body === undefined) return;
  seen.push({ path: request.url, scheme: request.headers[':scheme'], body });
  if (request.url === '/hold') await new Promise<void>((resolve) => held.push(resolve));
  response.writeHead(200, { 'x-length': String(body.length) });
  response.end(request.url === '/echo' ? body : (request.url ?? ''));
};

const SCHEMES = ['https', 'https:'];

function open(): ClientHttp2Session {
  const session = connectHttp2(`https://localhost:${port}`, { ca });
  session.on('error', () => undefined);
  return session;
}

interface Call {
  scheme?: string;
  path?: string;
  body?: string | Buffer;
}
async function call(session: ClientHttp2Session, { scheme = 'https:', path = '/', body = '' }: Call) {
  const stream = session.request({ ':method': 'POST', ':scheme': scheme, ':path': path });
  stream.end(body);
  const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
  return { status: headers[':status'], length: headers['x-length'], text: await text(stream) };
}

test.each(SCHEMES)('serves a hundred requests at once over HTTP/2 with :scheme %s', async (scheme) => {
  const session = open();
  const paths = Array.from({ length: 100 }, (_, n) => `/${n}`);
  const answers = await Promise.all(paths.map((path) => call(session, { scheme, path })));
  session.close();
  expect(answers.map(({ status, text: path }) => [status, path])).toEqual(paths.map((path) => [200, path]));
});

test('serves HTTP/1.1 on the same port, to a client that offers it and to one that offers nothing', async () => {
  for (const ALPNProtocols of [['http/1.1'], []]) {
    const agent = new Agent({ ALPNProtocols });
    const sent = requestHttp1({ port, ca, method: 'POST', path: '/echo', agent });
    sent.end('hello');
    const [response] = await once(sent, 'response');
    expect([await text(response), response.httpVersion]).toEqual(['hello', '1.1']);
  }
});

test.each([
  ['says nothing', ''],
  ['never ends its headers', 'POST / HTTP/1.1\r\nHost: x\r\n'],
  ['never ends its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx'],
])('an HTTP/1.1 client that %s is cut off', async (_, said) => {
  const socket = connectTls({ port: impatientPort, ca, servername: 'localhost' });
  socket.on('error', () => undefined).resume();
  await once(socket, 'secureConnect');
  socket.write(said);
  await once(socket, 'close');
});

test('an answer that is long in coming, and a connection that is kept, are not cut off', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (path: string) => {
    const sent = requestHttp1({ port: impatientPort, ca, method: 'POST', path, agent });
    sent.end();
    const [response] = await once(sent, 'response');
    await text(response);
    return sent.reusedSocket;
  };
  const slow = ask('/hold');
  await expect.poll(() => held.length).toBe(1);
  const socket = connectTls({ port: impatientPort, ca, servername: 'localhost' });
  await once(socket.on('error', () => undefined).resume(), 'close');
  for (const release of held.splice(0)) release();
  expect([await slow, await ask('/')]).toEqual([false, true]);
  agent.destroy();
});

test.each(SCHEMES)('big bodies pass both ways under flow control with :scheme %s', async (scheme) => {
  const session = open();
  const body = Buffer.alloc(3_000_000, 'abcdefg');
  const answers = await Promise.all([1, 2, 3].map(() => call(session, { scheme, path: '/echo', body })));
  session.close();
  expect(answers.map((answer) => answer.text === String(body))).toEqual([true, true, true]);
});

test.each(SCHEMES)('a request that its client takes back ends alone, with :scheme %s', async (scheme) => {
  const session = open();
  const cancelled = session.request({ ':method': 'POST', ':scheme': scheme, ':path': '/hold' });
  cancelled.on('error', () => undefined).end();
  await expect.poll(() => held.length).toBe(1);
  cancelled.close(8);
  await once(cancelled, 'close');
  expect(await call(session, { scheme })).toMatchObject({ status: 200 });
  session.close();
  for (const release of held.splice(0)) release();
});

test.each(SCHEMES)(
  'a connection idle before and between its requests is served, with :scheme %s',
  async (scheme) => {
    const session = open();
    await once(session, 'remoteSettings');
    const ping = () => new Promise((resolve) => session.ping((error) => resolve(error)));
    expect(await ping()).toBeNull();
    expect(await call(session, { scheme, path: '/1' })).toMatchObject({ text: '/1' });
    expect(await ping()).toBeNull();
    expect(await call(session, { scheme, path: '/2' })).toMatchObject({ text: '/2' });
    session.close();
  },
);

test('announces a hundred requests at once, and holds a client to it', async () => {
  const session = open();
  const [settings] = await once(session, 'remoteSettings');
  expect(settings.maxConcurrentStreams).toBe(100);
  session.close();
});

test('in the overload scenario a connection with more than a hundred requests ends with GOAWAY', async () => {
  overload = 'goaway';
  const session = open();
  const goaway = once(session, 'goaway');
  for (let n = 0; n < 101; n++) {
    const stream = session.request({ ':method': 'POST', ':scheme': 'https:', ':path': '/hold' });
    stream.on('error', () => undefined).end();
  }
  const [code, , reason] = await goaway;
  overload = 'refuse';
  for (const release of held.splice(0)) release();
  expect([code, String(reason)]).toEqual([1, 'exceeded_max_concurrent_streams']);
});

test('however a connection’s bytes are cut, the same requests arrive', async () => {
  const requests = ['https:', 'https'].map((scheme) =>
    clientBytes(
      ['/1', '/2', '/3'].map((path) => ({
        headers: { ':method': 'POST', ':scheme': scheme, ':path': path, 'x-what': 'ever' },
        body: Buffer.from(`body of ${path}`),
      })),
    ),
  );
  const [bad = Buffer.alloc(0), good = Buffer.alloc(0)] = await Promise.all(requests);
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(fc.nat({ max: bad.length - 1 }), { maxLength: 12 }),
      async (legal, cuts) => {
        seen = [];
        const bytes = legal ? good : bad;
        const socket = connectTls({ port, ca, servername: 'localhost', ALPNProtocols: ['h2'] });
        socket.on('error', () => undefined).resume();
        await once(socket, 'secureConnect');
        let from = 0;
        for (const to of [...new Set(cuts), bytes.length].sort((a, b) => a - b)) {
          const part = bytes.subarray(from, Math.min(to, bytes.length));
          if (part.length > 0) await new Promise((resolve) => socket.write(part, resolve));
          from = to;
        }
        await expect.poll(() => seen.length, { interval: 2 }).toBe(3);
        socket.destroy();
        expect(seen.sort((a, b) => String(a.path).localeCompare(String(b.path)))).toEqual(
          ['/1', '/2', '/3'].map((path) => ({ path, scheme: 'https', body: `body of ${path}` })),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test('what is no HTTP/2, and a client that breaks off at any byte, harm nobody', async () => {
  const bytes = await clientBytes([{ headers: { ':method': 'POST', ':scheme': 'https:', ':path': '/' } }]);
  const noise = Buffer.from('GET / HTTP/1.1\r\n\r\n');
  for (const said of [noise, ...Array.from({ length: 20 }, (_, n) => bytes.subarray(0, n * 6))]) {
    const socket = connectTls({ port, ca, servername: 'localhost', ALPNProtocols: ['h2'] });
    socket.on('error', () => undefined);
    await once(socket, 'secureConnect');
    socket.write(said, () => socket.destroy());
    await once(socket, 'close');
  }
  const session = open();
  expect(await call(session, {})).toMatchObject({ status: 200 });
  session.close();
});
