import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { API_TOKEN } from '../../test/dynamics-fake.ts';
import { ANNA, announceDevice, shop, startTestGateway, type TestGateway } from '../../test/gateway.ts';

let gateway: TestGateway;
afterEach(() => gateway.end());

const codes = () => gateway.lines.map(({ code }) => code);

/** A server of the operator that keeps what it is told. */
async function startHook() {
  const told: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    told.push((await json(request)) as Record<string, unknown>);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test('a refused access token stops the app and raises an alert; a reload with another one finishes everything', async () => {
  gateway = await startTestGateway({ apps: [{ ...shop, apiTokens: ['revoked'] }] });
  const device = await announceDevice(gateway);
  await device.bind(ANNA, 0);
  await expect.poll(codes).toContain('api-token-refused');
  expect(gateway.dynamics.held()).toEqual([]);
  expect(JSON.stringify(gateway.lines)).not.toContain('revoked');
  gateway.reload({ apps: [{ ...shop, apiTokens: [API_TOKEN] }] });
  await expect.poll(() => gateway.dynamics.held()).toHaveLength(1);
  await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
});

test('when the last access token is refused too, that is told as well: the app stands still from then on', async () => {
  gateway = await startTestGateway({ apps: [{ ...shop, apiTokens: ['revoked', 'expired'] }] });
  const device = await announceDevice(gateway);
  await device.bind(ANNA, 0);
  const told = () =>
    new Set(
      gateway.lines.filter(({ code }) => code === 'api-token-refused').map(({ apiTokenId }) => apiTokenId),
    ).size;
  await expect.poll(told).toBe(2);
});

test('a reload that is wrong changes nothing and names every mistake', async () => {
  gateway = await startTestGateway();
  expect(() => gateway.reload({ apps: [{ ...shop, apiTokens: [] }] })).toThrow('apiTokens');
  const device = await announceDevice(gateway);
  expect((await device.bind(ANNA)).status).toBe(200);
});

test('a reload can add an app and take one away', async () => {
  gateway = await startTestGateway();
  const other = { ...shop, id: 'other', ios: { bundleId: 'com.example.other' }, android: undefined };
  gateway.reload({ apps: [other] });
  const device = await announceDevice(gateway, { appId: 'com.example.other' });
  expect((await device.bind(ANNA)).status).toBe(200);
  expect((await announceDevice(gateway).catch((error) => error)).credential).toBeUndefined();
});

test('a switch to a new access token loses nothing: what the old one registered gets its verdict', async () => {
  gateway = await startTestGateway({ apps: [{ ...shop, apiTokens: [API_TOKEN] }] });
  gateway.dynamics.pollsUntilVerdict = 1_000;
  const first = await announceDevice(gateway);
  await first.bind(ANNA, 0);
  await expect.poll(() => gateway.dynamics.of('status').length).toBeGreaterThan(0);
  gateway.dynamics.validTokens.add('new');
  gateway.reload({ apps: [{ ...shop, apiTokens: ['new', API_TOKEN] }] });
  gateway.dynamics.land();
  const second = await announceDevice(gateway);
  await second.bind(ANNA, 0);
  await expect.poll(() => gateway.dynamics.of('register').at(-1)?.body.ApiToken).toBe('new');
  gateway.dynamics.land();
  await expect.poll(() => gateway.dynamics.held()).toHaveLength(2);
  await expect
    .poll(async () => [(await first.read()).state, (await second.read()).state])
    .toEqual(['registered', 'registered']);
  expect(codes()).not.toContain('api-token-refused');
});

test('an organisation that does not answer is spared, told to the operator once, and finished when it is back', async () => {
  const hook = await startHook();
  const fetchOf: typeof fetch = (input, init) =>
    String(input).startsWith(hook.url) ? fetch(input, init) : gateway.dynamics.fetch(input, init);
  gateway = await startTestGateway({ alerts: { url: hook.url }, fetch: fetchOf });
  gateway.dynamics.fault = () => new Response(null, { status: 503 });
  const device = await announceDevice(gateway);
  await device.bind(ANNA, 0);
  await expect
    .poll(() => hook.told)
    .toMatchObject([{ code: 'dynamics-unreachable', app: 'shop', cause: 'HTTP 503' }]);
  gateway.dynamics.fault = () => undefined;
  await expect.poll(() => gateway.dynamics.held()).toHaveLength(1);
  await expect.poll(codes).toContain('dynamics-back');
  expect(hook.told).toHaveLength(1);
});

test('dry runs that fail one after the other speak of the channel, and that is told', async () => {
  gateway = await startTestGateway();
  gateway.dynamics.verdict = () => 'DryRunSendingFailed';
  const devices = await Promise.all(Array.from({ length: 25 }, () => announceDevice(gateway)));
  await Promise.all(devices.map((device) => device.bind(ANNA, 0)));
  await expect.poll(codes).toContain('channel-suspect');
});
