import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox } from '../sandbox.ts';

/** The control API as an admin and a marketer would use it: a whole sandbox, HTTP, and nothing else. */

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let mobileAppId: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  ({ mobileAppId } = sandbox.connection().dynamics);
});
beforeEach(() => call('DELETE', '/faults'));
afterAll(() => sandbox.close());

async function call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
  const { control, controlToken } = sandbox.connection();
  const answer = await fetch(`${control}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${controlToken}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as T;
}

const ADA = '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a01';
const HOUR = 3_600_000;

test('a journey by segment waits, sends, and tells what became of each person', async () => {
  const { messageId } = await call('POST', '/messages', {
    ...{ mobileAppId, name: 'Spring', title: 'Hello {{contact.firstname}}', body: 'New', link: '/orders/42' },
  });
  await call('POST', `/messages/${messageId}/publish`);
  const { segmentId } = await call('POST', '/segments', { name: 'Ada', memberIds: [ADA] });
  const { journeyId } = await call('POST', '/journeys', {
    name: 'Spring',
    start: { by: 'segment', segmentIds: [segmentId] },
    steps: [
      { do: 'wait', forMs: 24 * HOUR },
      { do: 'push', messageId },
    ],
  });
  expect(await call('POST', `/journeys/${journeyId}/publish`)).toMatchObject({ state: 'live' });
  await expect.poll(() => call('GET', `/journeys/${journeyId}`)).toMatchObject({ entered: 1, waiting: 1 });

  await call('POST', '/clock/advance', { ms: 24 * HOUR });
  await expect
    .poll(() => call('GET', `/journeys/${journeyId}/people`))
    .toMatchObject([
      {
        ...{ personId: ADA, state: 'completed' },
        steps: [{ outcome: 'waited' }, { outcome: 'skipped', why: expect.stringContaining('no device') }],
      },
    ]);
  expect(await call('GET', `/journeys/${journeyId}/analytics`)).toMatchObject({ inflow: 1 });
});

test('a trigger starts a journey for one person', async () => {
  const { messageId } = await call('POST', '/messages', {
    mobileAppId,
    name: 'Cart',
    title: 'Cart',
    body: '',
  });
  await call('POST', `/messages/${messageId}/publish`);
  const { journeyId } = await call('POST', '/journeys', {
    ...{ name: 'Cart', start: { by: 'trigger', trigger: 'cart-left' }, steps: [{ do: 'push', messageId }] },
  });
  await call('POST', `/journeys/${journeyId}/publish`);
  expect(await call('POST', '/triggers/cart-left', { personId: ADA })).toMatchObject([{ journeyId }]);
  await expect.poll(() => call('GET', `/journeys/${journeyId}`)).toMatchObject({ entered: 1, inside: 0 });
});

test('a refusal of Dynamics says what is wrong and what to do', async () => {
  expect(
    await call('POST', '/mobile-apps', {
      ...{ name: 'Wrong file', android: { serviceAccountJson: '{"project_info":{}}' } },
    }),
  ).toMatchObject({
    ...{ status: 422, code: 'admin-refused', detail: 'Provided service account JSON is incorrect' },
    reason: 'service-account-incorrect',
    remedy: expect.stringContaining('Generate new private key'),
  });
  expect(await call('GET', '/journeys/nothing')).toMatchObject({ status: 404, code: 'admin-unknown' });
  expect(await call('POST', '/messages', { mobileAppId, name: 'x', title: '', body: '' })).toMatchObject({
    code: 'message-refused',
  });
});

test('the channel gives a second access token, which a registration may use at once', async () => {
  await expect
    .poll(() => call('GET', `/mobile-apps/${mobileAppId}/credential-validation`))
    .toMatchObject({ ios: { state: 'valid' }, android: { state: 'valid' } });
  const { accessToken } = await call('POST', `/mobile-apps/${mobileAppId}/access-tokens`);
  const { accessTokens } = await call<{ accessTokens: string[] }>(
    'GET',
    `/mobile-apps/${mobileAppId}/developer-information`,
  );
  expect(accessTokens).toContain(accessToken);
  await call('POST', `/mobile-apps/${mobileAppId}/access-tokens/revoke`, { accessToken });
});

test.each([
  ['the devices of a mobile app', 'GET', () => `/mobile-apps/${ADA}/devices`],
  ['an access token', 'POST', () => `/mobile-apps/${mobileAppId}/access-tokens/revoke`],
  ['the timeline of a person', 'GET', () => `/people/${mobileAppId}/timeline`],
])('%s that Dynamics does not have is a 404', async (_, method, path) => {
  const body = method === 'POST' ? { accessToken: 'c2VjcmV0' } : undefined;
  const answer = await call(method, path(), body);
  expect(answer).toMatchObject({ status: 404, code: 'admin-unknown', remedy: expect.any(String) });
  expect(JSON.stringify(answer)).not.toContain('c2VjcmV0');
});

test('people are added, changed, merged and removed', async () => {
  const { id } = await call('POST', '/people/leads', {
    fullname: 'Lea Ahl',
    emailaddress1: 'lea@example.com',
  });
  expect(await call('PATCH', `/people/${id}`, { columns: { jobtitle: 'Buyer' } })).toMatchObject({
    ...{ entity: 'lead', columns: { jobtitle: 'Buyer' } },
  });
  expect(await call('GET', '/people/leads?limit=10')).toHaveLength(1);
  const undashed = String(id).replaceAll('-', '').toUpperCase();
  expect(await call('GET', `/people/leads?ids=unknown,${undashed}`)).toMatchObject([{ id }]);
  expect(await call('GET', `/people/contacts?ids=${id}`)).toEqual([]);
  expect(await call('DELETE', `/people/${id}`)).toEqual({ done: true });
  expect(await call('GET', '/people/leads')).toEqual([]);
});

test('switches, scenarios and settings are read, changed and put back', async () => {
  for (const [path, change] of [
    ['/dynamics/switches', { statusTexts: 'human' }],
    ['/apns/scenarios', { strictPreAuth: true }],
    ['/fcm/settings', { clockSkewMs: 5000 }],
  ] as const) {
    const before = await call('GET', path);
    expect(await call('PATCH', path, change)).toEqual({ ...before, ...change });
    expect(await call('PATCH', path, { nonsense: 1 })).toMatchObject({ code: 'body-invalid' });
    expect(await call('DELETE', path)).toEqual(before);
  }
});

test('a fault that is planted over HTTP strikes the path of a push', async () => {
  const effect = { kind: 'status', status: 503, retryAfter: 60 };
  await call('POST', '/faults', { twin: 'dynamics', route: 'status', times: 1, effect });
  const { publicEndpoint, organizationId } = sandbox.connection().dynamics;
  const url = `${publicEndpoint}/api/v1.0/orgs/${organizationId}/pushdeviceregistration/devices/status/`;
  const answer = await fetch(url, { method: 'POST', body: '{}' });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
  expect(await call('GET', '/faults')).toEqual([]);
});

test('the OpenAPI description names every route', async () => {
  const { paths } = await (await fetch(`${sandbox.connection().control}/openapi.json`)).json();
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/journeys/{id}/publish',
      '/api/faults',
      '/api/clock/advance',
      '/api/mobile-apps',
    ]),
  );
});

test('every call in docs/time-and-faults.md does what it says', async () => {
  const text = readFileSync(new URL('../../../docs/time-and-faults.md', import.meta.url), 'utf8');
  const calls = [...text.matchAll(/^api (\w+) +(\S+)(?: +'([^']+)')?/gm)];
  expect(calls.length).toBeGreaterThan(10);
  for (const [line, method = '', path = '', body] of calls) {
    const answer = await call(method, path, body && JSON.parse(body));
    expect(answer, line).not.toHaveProperty('code');
  }
  const throttled = /`(\{"twin":"dynamics","route":"outcome".*?\}\})`/.exec(text)?.[1] ?? '';
  expect(await call('POST', '/faults', JSON.parse(throttled))).toMatchObject({ route: 'outcome' });
  for (const path of ['/apns/scenarios', '/fcm/settings', '/dynamics/switches']) await call('DELETE', path);
});
