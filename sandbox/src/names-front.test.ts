import { createSecureServer, connect as dialHttp2 } from 'node:http2';
import { type AddressInfo, connect, createServer } from 'node:net';
import { createServer as createTlsServer, connect as dialTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Certificates, createCertificates } from './certificates.ts';
import { type NamesFront, startNamesFront } from './names-front.ts';

let certificates: Certificates;
let front: NamesFront;
const closers: (() => unknown)[] = [];
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  certificates = await createCertificates();
  const { cert, key } = certificates;
  // Ends its side at once, and says what came before the client has ended its own.
  const talker = createTlsServer(
    { cert, key, requestCert: true, rejectUnauthorized: false, allowHalfOpen: true },
    (socket) => {
      let heard = '';
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      socket.on('end', () =>
        socket.end(`heard ${heard.length} from ${socket.getPeerCertificate().subject?.CN ?? 'nobody'}`),
      );
    },
  );
  const http2 = createSecureServer({ cert, key }, (_, answer) => void answer.end('over HTTP/2'));
  const resetter = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  for (const server of [talker, http2, resetter]) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
  }
  const twins: Record<string, number> = {
    'fcm.googleapis.com': portOf(talker),
    'api.push.apple.com': portOf(http2),
    'oauth2.googleapis.com': portOf(resetter),
    // Nobody listens there.
    'iid.googleapis.com': 1,
  };
  front = await startNamesFront({ port: 0, portOf: (name) => twins[name] });
});
afterAll(async () => {
  await front.close();
  for (const close of closers) close();
});

const dial = (servername: string, options = {}) =>
  dialTls({ host: '127.0.0.1', port: front.port, servername, ca: certificates.ca, ...options });

/** Everything that comes until the end; rejects when the connection breaks. */
const all = (socket: TLSSocket) =>
  new Promise<string>((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('end', () => resolve(text)).on('error', reject);
    socket.on('close', () => reject(new Error('closed')));
  });

test('each name leads to its own twin', async () => {
  const talk = dial('fcm.googleapis.com');
  talk.end('hello');
  expect(await all(talk)).toBe('heard 5 from nobody');
  const session = dialHttp2(`https://localhost:${front.port}`, {
    ca: certificates.ca,
    servername: 'api.push.apple.com',
  });
  const stream = session.request({ ':path': '/' }).setEncoding('utf8');
  let text = '';
  for await (const chunk of stream) text += chunk;
  session.destroy();
  expect(text).toBe('over HTTP/2');
});

test('capitals of a name do not matter', async () => {
  const talk = dial('FCM.Googleapis.com');
  talk.end('hello');
  expect(await all(talk)).toMatch(/^heard 5/);
});

test('a client certificate reaches the twin', async () => {
  const talk = dial('fcm.googleapis.com', { cert: certificates.cert, key: certificates.key });
  talk.end('hello');
  expect(await all(talk)).toBe('heard 5 from journeys-push sandbox');
});

test('a hello in many pieces, and a long conversation, arrive whole', async () => {
  const relay = createServer({ allowHalfOpen: true }, (socket) => {
    const on = connect({ port: front.port, host: '127.0.0.1', allowHalfOpen: true });
    on.pipe(socket);
    let first = true;
    socket.on('data', async (chunk: Buffer) => {
      if (!first) return on.write(chunk);
      first = false;
      socket.pause();
      for (const byte of chunk) await new Promise((written) => on.write(Buffer.of(byte), written));
      socket.resume();
    });
    socket.on('end', () => on.end());
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const talk = dial('fcm.googleapis.com', { port: portOf(relay) });
  talk.end('x'.repeat(3_000_000));
  expect(await all(talk)).toBe('heard 3000000 from nobody');
  relay.close();
});

test.each([
  ['a name that no twin stands for', 'example.com'],
  ['a twin that has gone', 'iid.googleapis.com'],
  ['a twin that breaks the connection', 'oauth2.googleapis.com'],
])('%s ends the connection, and nothing else', async (_what, name) => {
  await expect(all(dial(name))).rejects.toThrow();
  const talk = dial('fcm.googleapis.com');
  talk.end('still there');
  expect(await all(talk)).toBe('heard 11 from nobody');
});

test('a client without a name, or without TLS, is told nothing', async () => {
  await expect(all(dial(''))).rejects.toThrow();
  const plain = connect(front.port, '127.0.0.1');
  let heard = '';
  plain.on('data', (chunk) => {
    heard += chunk;
  });
  const ended = new Promise((resolve) => plain.on('error', () => undefined).once('close', resolve));
  plain.write('GET / HTTP/1.1\r\n\r\n');
  await ended;
  expect(heard).toBe('');
});

test('closing ends clients that have not said a word', async () => {
  const other = await startNamesFront({ port: 0, portOf: () => undefined });
  const silent = connect(other.port, '127.0.0.1');
  await new Promise((resolve) => silent.once('connect', resolve));
  const ended = new Promise((resolve) => silent.on('error', () => undefined).once('close', resolve));
  await other.close();
  await ended;
});

test('a taken port is a mistake of the person, said in one line', async () => {
  await expect(startNamesFront({ port: front.port, portOf: () => undefined })).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringMatching(/^--names: port \d+ is taken[^\n]*$/),
  });
});
