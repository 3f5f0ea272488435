import { connect } from 'node:tls';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPhone, BUNDLE, openConnection, providerToken, startTestTwin } from './testing/world.ts';
import { type ApnsReason, REASON_STATUS } from './wire.ts';

let world: Awaited<ReturnType<typeof startTestTwin>>;
let client: ReturnType<typeof openConnection>;
let valid: Record<string, string>;

beforeAll(async () => {
  world = await startTestTwin();
  client = openConnection(world.twin.development, world.ca);
  const { token } = addPhone(world.twin);
  const authorization = `bearer ${await providerToken(world.key)}`;
  valid = { ':method': 'POST', ':path': `/3/device/${token}`, authorization, 'apns-topic': BUNDLE };
});
afterAll(async () => {
  client.close();
  await world.twin.close();
});

/** What HTTP/2 lets through: visible ASCII, and the bytes above it as Latin-1. */
const visible = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0x21, max: 0x7e }), fc.integer({ min: 0xa1, max: 0xff }))
    .map((code) => String.fromCharCode(code)),
  maxLength: 100,
});
const names = ['id', 'topic', 'push-type', 'priority', 'expiration', 'collapse-id'].map(
  (name) => `apns-${name}`,
);
const changes = fc.dictionary(fc.constantFrom(...names, 'authorization', 'x-other'), visible);
const path = fc.oneof(
  visible.map((text) => `/${text}`),
  visible.map((text) => `/3/device/${text}`),
);
const method = fc.constantFrom('POST', 'GET', 'HEAD', 'DELETE', 'OPTIONS', 'post', 'BREW');
const body = fc.oneof(
  fc.uint8Array({ maxLength: 6000 }),
  fc.json().map((text) => Buffer.from(text)),
);

test('any path, headers and body get an answer with a reason from the table', async () => {
  const request = fc.record({ method, path, changes, body }, { requiredKeys: ['changes', 'body'] });
  await fc.assert(
    fc.asyncProperty(request, async (given) => {
      const headers = { ...valid, ...given.changes };
      if (given.method) headers[':method'] = given.method;
      if (given.path) headers[':path'] = given.path;
      const answer = await client.request(headers, Buffer.from(given.body));
      expect(answer.headers['apns-id']).toMatch(/^[0-9a-f-]{36}$/i);
      const bare = answer.status === 200 || given.method === 'HEAD';
      expect(bare ? answer.text : REASON_STATUS[answer.json.reason as ApnsReason]).toBe(
        bare ? '' : answer.status,
      );
    }),
    { numRuns: 300 },
  );
  expect((await client.request(valid, '{}')).status).toBe(200);
});

test('bytes that are not HTTP/2 leave it standing', async () => {
  const { port } = world.twin.development;
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
      const socket = connect({ port, ca: world.ca, servername: 'localhost', ALPNProtocols: ['h2'] });
      await new Promise((resolve) => {
        socket.on('error', resolve).on('close', resolve);
        socket.on('secureConnect', () => socket.end(Buffer.from(bytes)));
        socket.resume();
      });
    }),
    { numRuns: 20 },
  );
  expect((await client.request(valid, '{}')).status).toBe(200);
});
