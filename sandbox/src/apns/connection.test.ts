import { once } from 'node:events';
import { constants } from 'node:http2';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClock, type SandboxClock } from '../clock.ts';
import { createApnsCertificate } from './certificates.ts';
import {
  ALERT,
  addPhone,
  BUNDLE,
  openConnection,
  providerToken,
  pushHeaders,
  startTestTwin,
} from './testing/world.ts';

type Client = ReturnType<typeof openConnection>;
let clock: SandboxClock;
let world: Awaited<ReturnType<typeof startTestTwin>>;
let authorization: string;
const open: { close(): void }[] = [];

beforeEach(async () => {
  clock = createClock({ stoppedAt: 1_800_000_000_000 });
  world = await startTestTwin({ clock });
  authorization = `bearer ${await providerToken(world.key)}`;
});
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  await world.twin.close();
});

/** A connection that has heard the twin's settings. */
async function connected(options: Parameters<typeof openConnection>[2] = {}): Promise<Client> {
  const client = openConnection(world.twin.development, world.ca, options);
  open.push(client);
  await once(client.session, 'remoteSettings');
  return client;
}
const push = (client: Client, headers: Record<string, string> = {}) =>
  client.request({ ...pushHeaders(addPhone(world.twin).token, authorization), ...headers }, ALERT);
const limitOf = ({ session }: Client) => session.remoteSettings.maxConcurrentStreams;
const outcomes = async (pushes: Promise<{ status: number }>[]) =>
  (await Promise.allSettled(pushes)).map((each) =>
    each.status === 'fulfilled' ? each.value.status : String(each.reason.message),
  );

/** The first GOAWAY that the client hears. */
async function goAwayTo({ session }: Client): Promise<{ code: number; lastId: number; text: string }> {
  const [code, lastId, data] = await once(session, 'goaway');
  return { code, lastId, text: Buffer.from(data ?? '').toString() };
}

test('announces the settings seen of Apple, and answers PING', async () => {
  const client = await connected();
  expect(client.session.remoteSettings).toMatchObject({
    ...{ headerTableSize: 4096, maxConcurrentStreams: 1000, initialWindowSize: 65_535 },
    ...{ maxFrameSize: 16_384, maxHeaderListSize: 8000 },
  });
  const pong = new Promise((resolve) => client.session.ping((error) => resolve(error)));
  expect(await pong).toBeNull();
});

test('resets a stream whose headers are longer than announced', async () => {
  const client = await connected();
  await expect(push(client, { 'x-long': 'x'.repeat(9000) })).rejects.toThrow('NGHTTP2_ENHANCE_YOUR_CALM');
  expect((await push(client)).status).toBe(200);
});

test('speaks HTTP/2 only, over TLS 1.2 or newer', async () => {
  const { port } = world.twin.development;
  const dial = (options: object) =>
    new Promise<string>((resolve) => {
      const socket = connect({ port, ca: world.ca, servername: 'localhost', ...options });
      socket.on('secureConnect', () => socket.resume().write('GET / HTTP/1.1\r\n\r\n'));
      socket.on('error', () => resolve('refused')).on('close', () => resolve('closed'));
    });
  expect(await dial({ ALPNProtocols: ['http/1.1'] })).toBe('refused');
  expect(await dial({})).toBe('closed');
  expect(await dial({ ALPNProtocols: ['h2'], maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).toBe('refused');
});

test.each([
  ['api.push.apple.com', 'production'],
  ['api.sandbox.push.apple.com', 'development'],
  ['api.development.push.apple.com', 'development'],
  ['localhost', 'development'],
] as const)('on one port, %s is the %s environment', async (servername, environment) => {
  const client = await connected({ servername });
  const phone = addPhone(world.twin, { environment });
  expect((await client.request(pushHeaders(phone.token, authorization), ALERT)).status).toBe(200);
  const other = addPhone(world.twin, {
    environment: environment === 'production' ? 'development' : 'production',
  });
  expect((await client.request(pushHeaders(other.token, authorization), ALERT)).json.reason).toBe(
    'BadDeviceToken',
  );
});

test('with strictPreAuth a connection has one stream until its first valid token', async () => {
  world.twin.scenarios.set({ strictPreAuth: true });
  const client = await connected();
  expect(limitOf(client)).toBe(1);
  expect((await push(client, { authorization: 'bearer rubbish' })).status).toBe(403);
  expect(limitOf(client)).toBe(1);
  const settings = once(client.session, 'remoteSettings');
  expect((await push(client)).status).toBe(200);
  await settings;
  expect(limitOf(client)).toBe(1000);
  expect(await outcomes(Array.from({ length: 100 }, () => push(client)))).toEqual(Array(100).fill(200));
});

test('with strictPreAuth a certificate is enough for 1,000 streams', async () => {
  world.twin.scenarios.set({ strictPreAuth: true });
  const { cert, key } = await world.twin.createApnsCertificate({ bundleId: BUNDLE });
  expect(limitOf(await connected({ cert, key }))).toBe(1000);
});

test('with strictPreAuth a certificate that is refused earns no more than the one stream', async () => {
  world.twin.scenarios.set({ strictPreAuth: true });
  const { cert, key } = await createApnsCertificate({ bundleId: BUNDLE });
  const client = await connected({ cert, key });
  expect(limitOf(client)).toBe(1);
  expect((await push(client)).json.reason).toBe('BadCertificate');
  expect(limitOf(client)).toBe(1);
});

test('with strictPreAuth streams that come before the settings are refused one by one', async () => {
  world.twin.scenarios.set({ strictPreAuth: true });
  const client = openConnection(world.twin.development, world.ca);
  open.push(client);
  const refused = 'Stream closed with error code NGHTTP2_REFUSED_STREAM';
  expect(await outcomes([push(client), push(client), push(client)])).toEqual([200, refused, refused]);
});

test('with tooManyStreams go-away the connection ends with code 7 and the text seen of Apple', async () => {
  world.twin.scenarios.set({ strictPreAuth: true, tooManyStreams: 'go-away' });
  const client = openConnection(world.twin.development, world.ca);
  open.push(client);
  const goAway = goAwayTo(client);
  const pushes = outcomes([push(client), push(client)]);
  expect(await goAway).toEqual({
    ...{ code: constants.NGHTTP2_REFUSED_STREAM, lastId: 1 },
    text: 'Maximum active streams violated for this endpoint.',
  });
  await pushes;
});

test('with tooManyStreams go-away a client that keeps to the limit is served as ever', async () => {
  world.twin.scenarios.set({ strictPreAuth: true, tooManyStreams: 'go-away' });
  const client = await connected();
  expect(limitOf(client)).toBe(1);
  const settings = once(client.session, 'remoteSettings');
  await push(client);
  await settings;
  expect(limitOf(client)).toBe(1000);
  expect(await outcomes(Array.from({ length: 200 }, () => push(client)))).toEqual(Array(200).fill(200));
});

test('goAwayAfterRequests ends a connection with reason Shutdown, what has begun is answered', async () => {
  world.twin.scenarios.set({ goAwayAfterRequests: 3 });
  const client = await connected();
  const goAway = goAwayTo(client);
  const closed = once(client.session, 'close');
  expect(await outcomes([push(client), push(client), push(client)])).toEqual([200, 200, 200]);
  expect(await goAway).toEqual({ code: 0, lastId: 5, text: '{"reason":"Shutdown"}' });
  await closed;
  expect((await push(await connected())).status).toBe(200);
});

test('goAway ends all connections at once, with any reason', async () => {
  const clients = [await connected(), await connected()];
  const goAways = Promise.all(clients.map(goAwayTo));
  expect(world.twin.scenarios.goAway({ reason: 'BadCertificate' })).toBe(2);
  expect((await goAways).map(({ text }) => text)).toEqual(Array(2).fill('{"reason":"BadCertificate"}'));
  await expect.poll(() => world.twin.scenarios.goAway()).toBe(0);
  const [first] = world.timeline.list();
  expect(first).toMatchObject({
    kind: 'connection.ended',
    outcome: 'failed',
    detail: { why: 'BadCertificate' },
  });
});

test('idleTimeoutMs ends a connection without requests, with reason IdleTimeout', async () => {
  world.twin.scenarios.set({ idleTimeoutMs: 60_000 });
  const client = await connected();
  await clock.advance(59_000);
  expect((await push(client)).status).toBe(200);
  await clock.advance(59_000);
  expect((await push(client)).status).toBe(200);
  const goAway = goAwayTo(client);
  await clock.advance(60_000);
  expect((await goAway).text).toBe('{"reason":"IdleTimeout"}');
});

test('scenarios are off until set, all or nothing, and off again after reset', () => {
  const { scenarios } = world.twin;
  const off = scenarios.get();
  expect(() => scenarios.set({ strictPreAuth: true, idleTimeoutMs: -1 })).toThrow('idleTimeoutMs');
  expect(scenarios.get()).toEqual(off);
  scenarios.set({ strictPreAuth: true });
  expect(scenarios.get()).toEqual({ ...off, strictPreAuth: true });
  scenarios.reset();
  expect(scenarios.get()).toEqual(off);
});
