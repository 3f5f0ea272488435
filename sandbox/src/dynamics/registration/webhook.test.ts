import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { IOS_TOKEN, startTestTwin, USER } from '../testing.ts';
import { WebhookBody } from '../wire.ts';

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
