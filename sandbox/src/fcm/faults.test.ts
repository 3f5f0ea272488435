import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FcmFaults } from './faults.ts';
import { http2Call } from './testing/http2-call.ts';
import { addPhone, call, openSender, PROJECT, startTestTwin } from './testing/world.ts';
import { JWT_BEARER } from './wire.ts';

let now = 1_800_000_000_000;
let waited: number[] = [];
let waiting: Promise<unknown> | undefined;
async function wait(ms: number): Promise<void> {
  waited.push(ms);
  await waiting;
}
let world: Awaited<ReturnType<typeof startTestTwin>>;
let sender: Awaited<ReturnType<typeof openSender>>;
let phone: ReturnType<typeof addPhone>;
beforeAll(async () => {
  world = await startTestTwin({ now: () => now, wait });
  sender = await openSender(world);
});
beforeEach(() => {
  waited = [];
  waiting = undefined;
  phone = addPhone(world.twin);
});
afterEach(() => world.twin.faults.clear());
afterAll(() => world.twin.close());

/** The same message over either protocol; the status, or how it failed. */
const TRANSPORTS = ['HTTP/1.1', 'HTTP/2', 'HTTP/2 with a legal :scheme'] as const;
async function send(transport: (typeof TRANSPORTS)[number], token = phone.token): Promise<unknown> {
  const url = `${world.twin.url}/v1/projects/${PROJECT}/messages:send`;
  const request = { ca: world.ca, headers: sender.headers, body: JSON.stringify({ message: { token } }) };
  const scheme = transport === 'HTTP/2' ? 'https:' : 'https';
  const answer = transport === 'HTTP/1.1' ? call(url, request) : http2Call(url, { ...request, scheme });
  return answer.then(
    ({ status }) => status,
    (error) => `failed after ${error.status ?? 'nothing'}: ${error.code ?? error.name}`,
  );
}
const plant = (fault: Parameters<FcmFaults['plant']>[0]) => world.twin.faults.plant(fault);

test.each(TRANSPORTS)('a planted latency delays the answer, over %s', async (transport) => {
  plant({ effect: { kind: 'latency', ms: 1500 } });
  expect([await send(transport), waited]).toEqual([200, [1500]]);
});

test.each(TRANSPORTS)('a planted drop cuts the connection before an answer, over %s', async (transport) => {
  plant({ times: 1, effect: { kind: 'drop' } });
  expect(await send(transport)).toMatch(
    transport === 'HTTP/1.1' ? /after nothing: ECONNRESET/ : /after nothing: ERR_HTTP2/,
  );
  expect([await send(transport), phone.received.length]).toEqual([200, 1]);
});

test('a planted drop cuts a connection whose earlier request is still being answered', async () => {
  let answerFirst = () => {};
  waiting = new Promise<void>((resolve) => {
    answerFirst = resolve;
  });
  plant({ route: 'send', effect: { kind: 'latency', ms: 1500 } });
  plant({ route: 'token', effect: { kind: 'drop' } });
  const request = (path: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`;
  const socket = connect({ port: world.twin.port, ca: world.ca, servername: 'localhost' });
  await once(socket.on('error', () => undefined).resume(), 'secureConnect');
  socket.write(request(`/v1/projects/${PROJECT}/messages:send`) + request('/token'));
  await once(socket, 'close');
  answerFirst();
});

test.each(TRANSPORTS)('a planted half-close ends an answer in its midst, over %s', async (transport) => {
  plant({ times: 1, effect: { kind: 'half-close' } });
  expect(await send(transport)).toMatch(/failed after 200/);
  expect([await send(transport), phone.received.length]).toEqual([200, 1]);
});

test.each(TRANSPORTS)('a planted garbage answers 200 with what is no JSON, over %s', async (transport) => {
  plant({ times: 1, effect: { kind: 'garbage' } });
  expect(await send(transport)).toEqual(transport === 'HTTP/1.1' ? 'failed after 200: SyntaxError' : 200);
  expect(phone.received).toEqual([]);
});

test.each(TRANSPORTS)(
  'a planted hang answers nothing until the caller gives up, over %s',
  async (transport) => {
    plant({ times: 1, effect: { kind: 'hang' } });
    const hanging = send(transport);
    await expect.poll(() => world.twin.faults.list()).toEqual([]);
    expect(await send(transport)).toBe(200);
    expect(await Promise.race([hanging, 'nothing yet'])).toBe('nothing yet');
  },
);

test.each(TRANSPORTS)(
  'a planted status comes before FCM looks, without FcmError, over %s',
  async (transport) => {
    plant({ times: 1, effect: { kind: 'status', status: 503, retryAfter: 7 } });
    expect(await send(transport)).toBe(503);
    plant({ times: 1, effect: { kind: 'status', status: 429, retryAfter: 7 } });
    const { headers, json } = await sender.send({ token: phone.token });
    expect([headers['retry-after'], json.error.status, json.error.details]).toEqual([
      '7',
      'RESOURCE_EXHAUSTED',
      undefined,
    ]);
  },
);

test.each(TRANSPORTS)('a planted refusal comes as FCM’s own, over %s', async (transport) => {
  plant({ times: 1, effect: { kind: 'refuse', reason: 'QUOTA_EXCEEDED' } });
  expect([await send(transport), phone.received]).toEqual([429, []]);
});

test('a planted refusal has the status, the wait and the APNs reason that it names', async () => {
  const effect = {
    kind: 'refuse',
    reason: 'THIRD_PARTY_AUTH_ERROR',
    apnsReason: 'BadEnvironmentKeyInToken',
  } as const;
  plant({ times: 1, effect: { ...effect, status: 403, retryAfter: 3 } });
  const { status, headers, json } = await sender.send({ token: phone.token });
  expect([status, headers['retry-after']]).toEqual([403, '3']);
  expect(json.error.details).toEqual([
    { '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: 'THIRD_PARTY_AUTH_ERROR' },
    {
      '@type': 'type.googleapis.com/google.firebase.fcm.v1.ApnsError',
      statusCode: 403,
      reason: 'BadEnvironmentKeyInToken',
    },
  ]);
});

test('a fault strikes only its route, its device, its time and its number of requests', async () => {
  plant({ route: 'token', effect: { kind: 'drop' } });
  plant({ token: phone.token, times: 1, effect: { kind: 'status', status: 500 } });
  plant({ forMs: 1000, token: phone.token, effect: { kind: 'status', status: 501 } });
  const other = addPhone(world.twin);
  const answers = [await send('HTTP/1.1', other.token), await send('HTTP/1.1'), await send('HTTP/1.1')];
  now += 1000;
  expect([...answers, await send('HTTP/1.1')]).toEqual([200, 500, 501, 200]);
});

test('the token endpoint can be hit too', async () => {
  const body = new URLSearchParams({ grant_type: JWT_BEARER, assertion: 'x' }).toString();
  plant({ route: 'token', times: 1, effect: { kind: 'status', status: 503, retryAfter: 2 } });
  const struck = await call(world.twin.tokenUrl, { ca: world.ca, body });
  expect([struck.status, struck.headers['retry-after'], struck.json.error.code]).toEqual([503, '2', 503]);
  plant({ route: 'token', times: 1, effect: { kind: 'drop' } });
  await expect(call(world.twin.tokenUrl, { ca: world.ca, body })).rejects.toThrow('socket hang up');
  expect((await call(world.twin.tokenUrl, { ca: world.ca, body })).json.error).toBe('invalid_grant');
});

test('what is no fault of this twin is refused', () => {
  const refuse = { kind: 'refuse', reason: 'UNAVAILABLE' } as const;
  expect(() => plant({ route: 'token', effect: refuse })).toThrow('only a send can be refused');
  // biome-ignore lint/suspicious/noExplicitAny: what a person might write.
  expect(() => plant({ effect: { kind: 'explode' } } as any)).toThrow();
});

test('every fault that strikes is on the timeline with its message, without the token', async () => {
  const label = 'b'.repeat(32);
  world.timeline.link(`fcm:${label}`, label);
  plant({ times: 1, effect: { kind: 'latency', ms: 1500 } });
  plant({ times: 1, effect: { kind: 'drop' } });
  plant({ times: 1, effect: { kind: 'refuse', reason: 'INTERNAL' } });
  plant({ times: 1, effect: { kind: 'status', status: 503 } });
  const message = { token: phone.token, fcm_options: { analytics_label: label } };
  await expect(sender.send(message)).rejects.toThrow();
  for (let n = 0; n < 2; n++) await sender.send(message);
  await sender.send({ ...message, data: { from: '' } });
  const events = world.timeline.list({ traceId: label });
  expect(events.map(({ kind, outcome, detail }) => [kind, outcome, detail])).toMatchObject([
    ['request.faulted', undefined, { route: 'send', fault: 'latency', ms: 1500 }],
    ['request.faulted', 'failed', { route: 'send', fault: 'drop' }],
    ['request.faulted', 'failed', { route: 'send', fault: 'refuse' }],
    ['push.refused', 'failed', { reason: 'INTERNAL', planted: true }],
    ['request.faulted', 'failed', { route: 'send', fault: 'status' }],
    ['push.refused', 'failed', { reason: 'UNAVAILABLE', planted: true }],
    ['push.refused', 'failed', { reason: 'INVALID_ARGUMENT' }],
  ]);
  expect(events.at(-1)?.detail).not.toHaveProperty('planted');
  expect(JSON.stringify(events)).not.toContain(phone.token);
});

test('every fault that strikes the token endpoint is on the timeline', async () => {
  const before = world.timeline.list().length;
  plant({ route: 'token', times: 1, effect: { kind: 'latency', ms: 10 } });
  plant({ route: 'token', times: 1, effect: { kind: 'status', status: 503 } });
  await call(world.twin.tokenUrl, { ca: world.ca });
  expect(world.timeline.list().slice(before)).toMatchObject([
    { kind: 'request.faulted', detail: { route: 'token', fault: 'latency', ms: 10 } },
    { kind: 'request.faulted', outcome: 'failed', detail: { route: 'token', fault: 'status' } },
  ]);
});

test('a fault on a device token strikes messages to the same device’s fid too', async () => {
  plant({ token: phone.token, times: 1, effect: { kind: 'status', status: 500 } });
  const fid = phone.token.split(':')[0];
  expect([(await sender.send({ fid })).status, (await sender.send({ fid })).status]).toEqual([500, 200]);
});
