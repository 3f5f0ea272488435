import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createStillClock } from '../../test/clock.ts';
import { API_TOKEN } from '../../test/dynamics-fake.ts';
import { shop } from '../../test/gateway.ts';
import { parseConfig } from '../config.ts';
import { type CallContext, createDynamicsClient } from './client.ts';

const clock = createStillClock();
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const heapUsed = () => {
  collect();
  return process.memoryUsage().heapUsed;
};
const [app] = parseConfig({ apps: [shop] }).apps;
if (!app) throw new Error('no app');
const context: CallContext = {
  app,
  apiToken: API_TOKEN,
  traceId: 'a'.repeat(32),
  deadline: clock.now() + 60_000,
};
const item = (token: string, platform: 'ios' | 'android' = 'ios') => ({
  dynamicsUserId: '11111111-1111-4111-8111-111111111111',
  platform,
  token,
});

/** A client whose every call is answered by `answer`, and what it sent. */
function clientOn(answer: (url: string) => Response | Promise<Response>) {
  const sent: { url: string; body: unknown; redirect: RequestInit['redirect'] }[] = [];
  const client = createDynamicsClient({
    fetch: async (url, init) => {
      sent.push({ url: String(url), body: JSON.parse(String(init?.body)), redirect: init?.redirect });
      return answer(String(url));
    },
    clock,
    timeoutMs: 15_000,
    signal: new AbortController().signal,
    gate: { enter: () => true, answered: () => undefined },
  });
  return { client, sent };
}
const accepted = (ids: string[]) =>
  Response.json(
    ids.map((RegistrationRequestId) => ({ RegistrationRequestId })),
    { status: 202 },
  );

test('an iOS token and an Android token each go in their own field', async () => {
  const { client, sent } = clientOn(() => accepted(['1', '2']));
  await client.register(context, [item('apns'), item('fcm', 'android')]);
  expect(sent).toMatchObject([
    {
      url: 'https://public-eur.mkt.dynamics.com/api/v1.0/orgs/0f8fad5b-d9cb-469f-a165-70867728950e/pushdeviceregistration/devices/batch',
      body: [{ ApnsDeviceToken: 'apns' }, { FcmDeviceToken: 'fcm' }],
      redirect: 'manual',
    },
  ]);
});

test.each([
  ['no body', () => new Response(null, { status: 202 })],
  ['HTML', () => new Response('<html>', { status: 200 })],
  ['too few ids', () => accepted(['1'])],
  [
    'an id that is none',
    () => Response.json([{ RegistrationRequestId: '1' }, { RegistrationRequestId: '' }]),
  ],
])('an acceptance with %s counts as an answer that was lost', async (_what, answer) => {
  const { client } = clientOn(answer);
  const results = await client.register(context, [item('a'), item('b')]);
  expect(results).toHaveLength(2);
  expect(results[1]).toMatchObject({ kind: 'later', answered: false });
});

test('a status answer that does not match the question is no verdict', async () => {
  const { client } = clientOn(() => Response.json([{ Status: 'Success' }]));
  expect(await client.status(context, ['1', '2'])).toMatchObject([{ kind: 'later' }, { kind: 'later' }]);
});

test.each([
  [429, { 'retry-after': '30' }, { answered: true, afterMs: 30_000 }],
  [
    503,
    { 'retry-after': new Date(clock.now() + 90_000).toUTCString() },
    { answered: false, afterMs: 90_000 },
  ],
  [503, { 'retry-after': 'soon' }, { answered: false, afterMs: undefined }],
  [500, {}, { answered: false, cause: 'HTTP 500' }],
  [404, {}, { answered: true, cause: 'HTTP 404' }],
  [302, { location: 'https://elsewhere.example' }, { answered: true, cause: 'HTTP 302' }],
])('HTTP %i is no verdict', async (status, headers, expected) => {
  const { client } = clientOn(
    () => new Response(null, { status, headers: new Headers(Object.entries(headers)) }),
  );
  expect(await client.register(context, [item('a')])).toMatchObject([{ kind: 'later', ...expected }]);
});

test('a call that is over leaves nothing behind', async () => {
  const { client, sent } = clientOn(() => new Response(null, { status: 503 }));
  const calls = async (count: number) => {
    for (let n = 0; n < count; n++) await client.status(context, ['1']);
    sent.length = 0;
  };
  await calls(1_000);
  const before = heapUsed();
  await calls(10_000);
  expect(heapUsed() - before).toBeLessThan(3_000_000);
});

test('nothing is sent that could outlast the lease', async () => {
  const { client, sent } = clientOn(() => accepted(['1']));
  const late = { ...context, deadline: clock.now() + 14_000 };
  expect(await client.register(late, [item('a')])).toMatchObject([{ kind: 'later', answered: true }]);
  expect(sent).toEqual([]);
});
