import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ANNA,
  announceDevice,
  announcement,
  type Device,
  send,
  shop,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { createGateway } from '../gateway.ts';

let gateway: TestGateway;
let device: Device;
beforeAll(async () => {
  gateway = await startTestGateway();
  device = await announceDevice(gateway);
});
afterAll(() => gateway.end());

const enrolling = { ...announcement, enrollmentKey: 'k'.repeat(32) };
const fresh = () => `PUT /v1/installations/${randomUUID()}`;
const user = () => `PUT ${device.path}/user`;
const ours = () => ({ credential: device.credential });

type Sent = { status: number; body: { code: string } };

/** Every mistake a caller can make, and the code that names it. */
const mistakes: [mistake: string, code: string, request: () => Promise<Sent>][] = [
  ['an unknown route', 'route-unknown', () => send(gateway, 'GET /v2/installations')],
  ['a wrong method', 'method-not-allowed', () => send(gateway, `PATCH ${device.path}`)],
  ['an id that is no UUID', 'installation-id-invalid', () => send(gateway, 'GET /v1/installations/1')],
  [
    'a UUID in upper case',
    'installation-id-invalid',
    () => send(gateway, `GET ${device.path.toUpperCase().replace('/V1/INSTALLATIONS', '/v1/installations')}`),
  ],
  ['no credential', 'credential-missing', () => send(gateway, `GET ${device.path}`)],
  [
    'another scheme',
    'credential-missing',
    () => send(gateway, `GET ${device.path}`, { headers: { authorization: 'Basic YTpi' } }),
  ],
  [
    'a wrong credential',
    'credential-invalid',
    () => send(gateway, `GET ${device.path}`, { credential: 'wrong' }),
  ],
  [
    'an unknown installation',
    'installation-unknown',
    () => send(gateway, `GET /v1/installations/${randomUUID()}`, ours()),
  ],
  [
    'no enrollment key and no credential',
    'credential-missing',
    () => send(gateway, fresh(), { body: announcement }),
  ],
  [
    'another enrollment key',
    'credential-invalid',
    () => send(gateway, `PUT ${device.path}`, { body: enrolling }),
  ],
  [
    'a short enrollment key',
    'body-invalid',
    () => send(gateway, fresh(), { body: { ...announcement, enrollmentKey: 'k' } }),
  ],
  [
    'an app that is not configured',
    'app-unknown',
    () => send(gateway, fresh(), { body: { ...enrolling, appId: 'com.example.other' } }),
  ],
  ['text that is no JSON', 'body-malformed', () => send(gateway, user(), { ...ours(), body: '{"userId":' })],
  ['no body', 'media-type', () => send(gateway, user(), ours())],
  ['an empty body', 'body-malformed', () => send(gateway, user(), { ...ours(), body: '' })],
  [
    'a form',
    'media-type',
    () =>
      send(gateway, user(), {
        ...ours(),
        body: 'userId=1',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
  ],
  [
    'a body over 64 kB',
    'body-too-large',
    () => send(gateway, user(), { ...ours(), body: { userId: ANNA, x: 'x'.repeat(66_000) } }),
  ],
  ['a wrong shape', 'body-invalid', () => send(gateway, user(), { ...ours(), body: ['anna'] })],
  ['no user id', 'user-id-required', () => send(gateway, user(), { ...ours(), body: {} })],
  [
    'an e-mail address as user id',
    'user-id-invalid',
    () => send(gateway, user(), { ...ours(), body: { userId: 'anna@example.com' } }),
  ],
  [
    'a user id without a rule',
    'user-id-unmapped',
    () => send(gateway, user(), { ...ours(), body: { userId: 'somebody' } }),
  ],
  [
    'U+0000 in a text',
    'body-invalid',
    () => send(gateway, fresh(), { body: { ...enrolling, facts: { ...enrolling.facts, model: 'a\0b' } } }),
  ],
  [
    'half a surrogate pair',
    'body-invalid',
    () => send(gateway, fresh(), { body: JSON.stringify(enrolling).replace('iPhone"', 'iPhone\\ud800"') }),
  ],
  [
    'an open without its event id',
    'body-invalid',
    () => device.open([{ kind: 'opened', trackingId: ANNA, occurredAt: '2026-01-01T00:00:00Z' }]),
  ],
  ['no opens', 'body-invalid', () => device.open([])],
  ...['0000-01-01T00:00:00Z', `2026-01-01T00:00:00.${'0'.repeat(200)}Z`].map(
    (occurredAt): (typeof mistakes)[number] => [
      `an open at ${occurredAt.slice(0, 20)}…`,
      'body-invalid',
      () => device.open([{ eventId: randomUUID(), kind: 'opened', trackingId: ANNA, occurredAt }]),
    ],
  ),
];

test.each(mistakes)('%s is answered with %s', async (_mistake, code, request) => {
  const answer = await request();
  expect(answer.body).toMatchObject({
    type: `urn:journeys-push:problem:${code}`,
    code,
    status: answer.status,
    title: expect.any(String),
    remedy: expect.any(String),
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
});

test('a problem is problem+json, names the wrong fields and the allowed methods', async () => {
  const wrong = await send(gateway, fresh(), {
    body: { ...enrolling, platform: 'symbian', token: { value: '' } },
  });
  expect(wrong.headers.get('content-type')).toBe('application/problem+json');
  expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toEqual(['platform', 'token.value']);
  const method = await send(gateway, `POST ${device.path}/user`);
  expect(method.headers.get('allow')).toBe('PUT, DELETE');
});

test('bytes that are no UTF-8 are malformed', async () => {
  const response = await gateway.fetch(
    new Request(`http://gateway.test${device.path}/user`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${device.credential}` },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    }),
  );
  expect(await response.json()).toMatchObject({ code: 'body-malformed' });
});

test('whatever JSON is sent, no route fails', async () => {
  const routes = [fresh(), user(), `POST ${device.path}/interactions`, `PUT ${device.path}`];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), fc.jsonValue(), fc.string(), async (route, json, prefer) => {
      const headers: Record<string, string> = /^[\x20-\x7e]*$/.test(prefer) ? { prefer } : {};
      const answer = await send(gateway, route, { ...ours(), body: JSON.stringify(json), headers });
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 60 },
  );
});

describe('when the service fails', () => {
  test('the caller learns a code and a trace id, the log the rest', async () => {
    const traceId = 'beefbeefbeefbeefbeefbeefbeefbeef';
    await gateway.database.pool.query('alter table users rename to people');
    const answer = await send(gateway, user(), {
      ...ours(),
      body: { userId: ANNA },
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    await gateway.database.pool.query('alter table people rename to users');
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal', traceId } });
    expect(JSON.stringify(answer.body)).not.toMatch(/relation|users|\.ts/);
    expect(
      gateway.lines.find((line) => line.traceId === traceId && line.code === 'internal')?.stack,
    ).toBeDefined();
  });

  test('a database that cannot be reached is gateway-unavailable, which may pass', async () => {
    const other = createGateway({
      apps: [shop],
      databaseUrl: 'postgresql://127.0.0.1:1/nowhere',
      log: pino({ level: 'silent' }),
    });
    const answer = await send(other, `GET ${device.path}`, ours());
    expect(answer).toMatchObject({ status: 503, body: { code: 'gateway-unavailable', retry: true } });
    await other.close();
  });
});

test('a gateway that closes takes nothing on any more', async () => {
  const other = await gateway.sibling();
  await other.close();
  const answer = await send(other, `GET ${device.path}`, ours());
  expect(answer).toMatchObject({ status: 503, body: { code: 'gateway-unavailable', retry: true } });
});

test('no secret is in any log line, not even one that stands where an id belongs', async () => {
  for (const line of ['GET /v1/registrations/', 'GET /v1/admin/installations/', 'GET /v1/installations/'])
    await send(gateway, `${line}${device.credential}`, ours());
  const text = JSON.stringify(gateway.lines);
  expect(text).not.toContain(device.credential);
  expect(text).not.toContain('k'.repeat(32));
  expect(gateway.lines.filter(({ code }) => code === 'request').every(({ traceId }) => traceId)).toBe(true);
});
