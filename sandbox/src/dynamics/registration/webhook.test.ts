import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClock } from '../../clock.ts';
import { IOS_TOKEN, startTestTwin, TRACKED, USER } from '../testing.ts';
import { RegisterAnswer, WebhookBody } from '../wire.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  [t, receiver] = await Promise.all([startTestTwin(), startReceiver()]);
});
afterEach(() => Promise.all([t.twin.close(), receiver.close()]));

/** Stands for a customer's server; answers with the status that the path ends in. */
async function startReceiver() {
  const calls: { url: string; headers: IncomingHttpHeaders; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    calls.push({ url: request.url ?? '', headers: request.headers, body: await json(request) });
    response.writeHead(Number(request.url?.slice(-3)), { location: '/elsewhere/202' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { calls, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function register(headers: Record<string, string>, item: object = {}) {
  const body = { ...t.auth, UserId: USER, ApnsDeviceToken: IOS_TOKEN, ...item };
  const answer = await t.post('pushdeviceregistration/devices', body, headers);
  await t.twin.settled();
  return answer.status;
}

test.each(['x-ms-callback-url', 'x-ms-status-callback-url'])(
  '%s is called once, signed, with its headers',
  async (name) => {
    const url = `${receiver.origin}/hook?ref=a%20b/202`;
    await register({ [name]: url, 'x-ms-callback-url-headers': '{"Authorization":"Bearer ours"}' });
    expect(receiver.calls).toHaveLength(1);
    const [call] = receiver.calls;
    expect(call?.headers).toMatchObject({ authorization: 'Bearer ours', 'content-type': 'application/json' });
    const Signature = createHmac('sha256', t.apiToken).update(url).digest('base64');
    expect(WebhookBody.parse(call?.body)).toEqual({ Status: 'Success', Signature, FailureReason: null });
  },
);

test('a Content-Type among the extra headers, in any case, does not come beside the one of JSON', async () => {
  const url = `${receiver.origin}/202`;
  const extra = { 'Content-Type': 'text/plain', 'X-Ref': '1' };
  await register({ 'x-ms-callback-url': url, 'x-ms-callback-url-headers': JSON.stringify(extra) });
  expect(receiver.calls[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-ref': '1' });
});

test('extra headers that no HTTP request can have lose the callback, and nothing else', async () => {
  const url = `${receiver.origin}/202`;
  await register({ 'x-ms-callback-url': url, 'x-ms-callback-url-headers': '{"no name":"1"}' });
  expect(receiver.calls).toEqual([]);
  expect(t.kinds()).toContain('webhook.lost');
  expect(t.twin.devices()).toMatchObject([{ result: 'Success' }]);
});

test('a failure is told with its reason', async () => {
  t.provider.answer(IOS_TOKEN, { ok: false, reason: 'BadDeviceToken' });
  await register({ 'x-ms-callback-url': `${receiver.origin}/202` });
  expect(receiver.calls[0]?.body).toMatchObject({ Status: 'Failed', FailureReason: 'DryRunSendingFailed' });
});

test('with both spellings it is called once, at the listed one', async () => {
  await register({
    'x-ms-callback-url': `${receiver.origin}/a/202`,
    'x-ms-status-callback-url': `${receiver.origin}/b/202`,
  });
  expect(receiver.calls.map((call) => call.url)).toEqual(['/a/202']);
});

test('a strict switch hears only its spelling', async () => {
  t.twin.switches.set({ callbackHeader: 'x-ms-status-callback-url' });
  await register({ 'x-ms-callback-url': `${receiver.origin}/202` });
  expect(receiver.calls).toEqual([]);
});

test.each([
  ['hex-lower', 'text', (url: string) => createHmac('sha256', t.apiToken).update(url).digest('hex')],
  [
    'hex-upper',
    'text',
    (url: string) => createHmac('sha256', t.apiToken).update(url).digest('hex').toUpperCase(),
  ],
  [
    ...(['base64', 'base64-decoded'] as const),
    (url: string) => createHmac('sha256', Buffer.from(t.apiToken, 'base64')).update(url).digest('base64'),
  ],
] as const)(
  'the signature can be %s, keyed with the token as %s',
  async (signatureEncoding, signatureKey, expected) => {
    t.twin.switches.set({ signatureEncoding, signatureKey });
    const url = `${receiver.origin}/202`;
    await register({ 'x-ms-callback-url': url });
    expect(receiver.calls[0]?.body).toMatchObject({ Signature: expected(url) });
  },
);

test('#3: the signed URL can be the one that a URL parser writes', async () => {
  t.twin.switches.set({ signatureUrl: 'parsed' });
  const url = `${receiver.origin.replace('http', 'HTTP')}/a/../202`;
  await register({ 'x-ms-callback-url': url });
  const Signature = createHmac('sha256', t.apiToken).update(new URL(url).href).digest('base64');
  expect(receiver.calls[0]?.body).toMatchObject({ Signature });
});

test('#4: the token of the registration signs, or the app’s first or newest where the switch says so', async () => {
  const used = await t.twin.generateAccessToken(t.mobileAppId);
  const newest = await t.twin.generateAccessToken(t.mobileAppId);
  const url = `${receiver.origin}/202`;
  for (const signatureToken of ['of-registration', 'first', 'newest'] as const) {
    t.twin.switches.set({ signatureToken });
    await register({ 'x-ms-callback-url': url }, { ApiToken: used });
  }
  const signed = [used, t.apiToken, newest].map((token) =>
    createHmac('sha256', token).update(url).digest('base64'),
  );
  expect(receiver.calls.map(({ body }) => WebhookBody.parse(body).Signature)).toEqual(signed);
});

test.each([
  ['200', 202, 'webhook.lost'],
  ['200', 200, 'webhook.delivered'],
  ['202', 200, 'webhook.lost'],
  ['any-2xx', 204, 'webhook.delivered'],
] as const)(
  '#2: where %s counts as delivered, an answer of %i is %s',
  async (webhookDelivered, status, kind) => {
    t.twin.switches.set({ webhookDelivered });
    await register({ 'x-ms-callback-url': `${receiver.origin}/${status}` });
    expect(t.kinds()).toContain(kind);
    expect(receiver.calls).toHaveLength(1);
  },
);

test.each([
  ['pending', 'Pending', 0],
  ['status', 'Failed', 0],
  ['webhook', 'Pending', 1],
  ['status-and-webhook', 'Failed', 1],
] as const)('#5: with %s a wrong ApiToken is %s, and %i callbacks come', async (outcome, Status, calls) => {
  t.twin.switches.set({ invalidTokenOutcome: outcome });
  const wrong = { ...t.auth, ApiToken: 'AAAA', UserId: USER, ApnsDeviceToken: IOS_TOKEN };
  const headers = { 'x-ms-callback-url': `${receiver.origin}/202`, ...TRACKED };
  const answer = await t.post('pushdeviceregistration/devices', wrong, headers);
  const { RegistrationRequestId } = RegisterAnswer.parse(await answer.json());
  await t.twin.settled();
  const ask = { ...t.auth, RegistrationRequestIds: [RegistrationRequestId] };
  const status = await t.post('pushdeviceregistration/devices/status/', ask);
  expect(await status.json()).toMatchObject([{ Status }]);
  expect(receiver.calls).toHaveLength(calls);
  if (calls) expect(receiver.calls[0]?.body).toMatchObject({ FailureReason: 'ApiTokenNotValid' });
});

test('#20: a batch calls once an item, all alike, or not at all where the switch says so', async () => {
  const batch = ['aa', 'bb'].map((ApnsDeviceToken) => ({ ...t.auth, UserId: USER, ApnsDeviceToken }));
  const headers = { 'x-ms-callback-url': `${receiver.origin}/202` };
  await t.post('pushdeviceregistration/devices/batch', batch, headers);
  await t.twin.settled();
  const [first, second] = receiver.calls;
  expect([receiver.calls.length, second?.body]).toEqual([2, first?.body]);
  t.twin.switches.set({ batchWebhook: 'none' });
  await t.post('pushdeviceregistration/devices/batch', batch, headers);
  await t.twin.settled();
  expect(receiver.calls).toHaveLength(2);
});

test.each([
  ['lost', { kind: 'lost' }, 0],
  ['duplicated', { kind: 'duplicated', times: 3 }, 3],
] as const)(
  'a webhook that is planted to be %s is so, and the registration goes on',
  async (_, effect, calls) => {
    t.twin.faults.plant({ route: 'webhook', effect, times: 1 });
    await register({ 'x-ms-callback-url': `${receiver.origin}/202` });
    expect(receiver.calls).toHaveLength(calls);
    expect(new Set(receiver.calls.map(({ body }) => JSON.stringify(body))).size).toBe(Math.min(calls, 1));
    expect(t.twin.devices()).toMatchObject([{ result: 'Success' }]);
    expect(t.twin.faults.list()).toEqual([]);
  },
);

test('a webhook that is planted to be late comes on the sandbox’s clock, after the status knows the outcome', async () => {
  const clock = createClock({ stoppedAt: Date.UTC(2026, 0, 1) });
  const late = await startTestTwin({ now: clock.now, wait: clock.wait });
  late.twin.faults.plant({ route: 'webhook', effect: { kind: 'late', ms: 600_000 } });
  late.twin.switches.set({ registrationDelayMs: 0 });
  const item = { ...late.auth, UserId: USER, ApnsDeviceToken: IOS_TOKEN };
  const headers = { 'x-ms-callback-url': `${receiver.origin}/202` };
  await late.post('pushdeviceregistration/devices', item, headers);
  await clock.advance(599_000);
  expect([late.twin.devices()[0]?.result, receiver.calls.length]).toEqual(['Success', 0]);
  await clock.advance(1_000);
  await late.twin.settled();
  expect(receiver.calls).toHaveLength(1);
  await late.twin.close();
});

test.each([500, 302])('an answer of %i is not tried again', async (status) => {
  await register({ 'x-ms-callback-url': `${receiver.origin}/${status}` });
  expect(receiver.calls).toHaveLength(1);
  expect(t.kinds()).toContain('webhook.lost');
});

test.each(['http://127.0.0.1:1/', 'not a url'])(
  '%s is lost, and the registration is as it was',
  async (url) => {
    expect(await register({ 'x-ms-callback-url': url })).toBe(202);
    expect(t.kinds()).toContain('webhook.lost');
    expect(t.twin.devices()).toMatchObject([{ result: 'Success' }]);
  },
);

test('extra headers that are no JSON object of strings are refused, and ignored without a URL', async () => {
  for (const headers of ['[1]', '{"a":1}', '{']) {
    const both = { 'x-ms-callback-url': `${receiver.origin}/202`, 'x-ms-callback-url-headers': headers };
    expect(await register(both)).toBe(400);
    expect(await register({ 'x-ms-callback-url-headers': headers })).toBe(202);
  }
});

test('nothing is told about a registration with a wrong ApiToken', async () => {
  await register({ 'x-ms-callback-url': `${receiver.origin}/202` }, { ApiToken: 'AAAA' });
  expect(receiver.calls).toEqual([]);
});
