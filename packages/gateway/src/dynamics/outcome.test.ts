import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { API_TOKEN } from '../../test/dynamics-fake.ts';
import { ANNA, announceDevice, quick, send, startTestGateway, type TestGateway } from '../../test/gateway.ts';
import type { GatewayOptions } from '../gateway.ts';
import { PROOF_HEADER } from './outcome.ts';

const webhooks = { publicUrl: 'https://push.example/' };

let gateway: TestGateway;
afterEach(() => gateway.end());

/** A gateway whose own polls come much too late: only a hint makes it ask. */
async function start(options: Partial<GatewayOptions> = {}) {
  const timing = { ...quick, firstPollWaitedMs: 60_000, timeoutMs: 10_000 };
  gateway = await startTestGateway({ webhooks, timing, ...options });
}

/** Somebody waits for a registration; resolves with what Dynamics was given, and the answer to come. */
async function registered() {
  const device = await announceDevice(gateway);
  const before = gateway.dynamics.of('register').length;
  const answer = device.bind(ANNA, 10);
  await expect.poll(() => gateway.dynamics.of('register').length).toBeGreaterThan(before);
  const { headers } = gateway.dynamics.of('register').at(-1) ?? {};
  const url = headers?.get('x-ms-callback-url') ?? '';
  const proof = JSON.parse(headers?.get('x-ms-callback-url-headers') ?? '{}')[PROOF_HEADER];
  return { device, answer, url, proof };
}

const sign = (url: string, apiToken = API_TOKEN) =>
  createHmac('sha256', apiToken).update(url).digest('base64');
const call = (url: string, Signature: string, headers: Record<string, string> = {}) =>
  send(gateway, `POST ${new URL(url).pathname}`, { body: { Status: 'Success', Signature }, headers });

test('a callback wakes whoever waits: the status is asked at once', async () => {
  await start();
  const { answer, url, proof } = await registered();
  expect(url).toMatch(/^https:\/\/push\.example\/v1\/dynamics\/outcomes\/[\w-]{43}$/);
  expect(await call(url, sign(url), { [PROOF_HEADER]: proof })).toMatchObject({
    status: 202,
    body: undefined,
  });
  expect(await answer).toMatchObject({ status: 200, body: { registration: { state: 'registered' } } });
  expect(gateway.dynamics.of('status')).toHaveLength(1);
});

test('it is a hint and not believed: what the status says counts', async () => {
  await start();
  gateway.dynamics.verdict = () => 'DeviceTokenTooLong';
  const { answer, url } = await registered();
  await call(url, sign(url));
  expect((await answer).body.registration).toMatchObject({ state: 'refused' });
});

test('a URL is used once', async () => {
  await start();
  const { url } = await registered();
  expect((await call(url, sign(url))).status).toBe(202);
  expect(await call(url, sign(url))).toMatchObject({ status: 400, body: { code: 'outcome-invalid' } });
});

test('a wrong signature, a wrong header and an unknown URL are refused, and use nothing up', async () => {
  await start();
  const { url, proof } = await registered();
  expect((await call(url, sign(url, 'another token'))).status).toBe(400);
  expect((await call(url, sign(`${url}/`))).status).toBe(400);
  expect((await call(url, sign(url), { [PROOF_HEADER]: `${proof}x` })).status).toBe(400);
  expect((await call(`${url}x`, sign(`${url}x`))).status).toBe(400);
  expect(gateway.dynamics.of('status')).toEqual([]);
  expect((await call(url, sign(url))).status).toBe(202);
});

test.each([
  ['hex-lower', (url: string) => createHmac('sha256', API_TOKEN).update(url).digest('hex')],
  ['hex-upper', (url: string) => createHmac('sha256', API_TOKEN).update(url).digest('hex').toUpperCase()],
  [
    'base64-decoded',
    (url: string) => createHmac('sha256', Buffer.from(API_TOKEN, 'base64')).update(url).digest('base64'),
  ],
])('a signature in the reading %s is known, and from then on only that one', async (reading, signBy) => {
  await start();
  const first = await registered();
  expect((await call(first.url, signBy(first.url))).status).toBe(202);
  const line = gateway.lines.find(({ code }) => code === 'signature-pinned');
  expect(Object.values(line ?? {})).toContain(reading);
  const second = await registered();
  expect((await call(second.url, sign(second.url))).status).toBe(400);
  expect((await call(second.url, signBy(second.url))).status).toBe(202);
});

test('nobody who does not wait gets a callback, and neither does anybody without the configuration', async () => {
  await start();
  const device = await announceDevice(gateway);
  await device.bind(ANNA, 0);
  await expect.poll(() => gateway.dynamics.of('register').length).toBe(1);
  expect(gateway.dynamics.of('register')[0]?.headers.has('x-ms-callback-url')).toBe(false);
  const plain = await gateway.sibling({ webhooks: undefined });
  expect((await send(plain, 'POST /v1/dynamics/outcomes/x', { body: {} })).status).toBe(404);
});

test('the other spelling of the header, or both, on request', async () => {
  await start({ webhooks: { ...webhooks, header: 'both', answer: 200 } });
  const { url } = await registered();
  const { headers } = gateway.dynamics.of('register')[0] ?? {};
  expect(headers?.get('x-ms-status-callback-url')).toBe(url);
  expect((await call(url, sign(url))).status).toBe(200);
});

test('neither log nor database holds a URL that is still unused', async () => {
  await start();
  const { url } = await registered();
  await call(url, 'wrong');
  const secret = url.slice(-43);
  const { rows } = await gateway.database.pool.query('select h::text as text from hooks h');
  expect(rows).toHaveLength(1);
  expect(JSON.stringify([rows, gateway.lines])).not.toContain(secret);
});
