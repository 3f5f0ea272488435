import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Route, routes } from '@journeys-push/contract/routes';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { type Served, serveGateway } from '../../gateway/src/serve.ts';
import { newApiKey } from '../../gateway/test/api-key.ts';
import {
  ANNA,
  announcement,
  newToken,
  startTestGateway,
  type TestGateway,
} from '../../gateway/test/gateway.ts';
import { createGatewayClient, every, type GatewayClient, GatewayProblem } from '../src/client.ts';
import { operations } from '../src/operations.ts';

let gateway: TestGateway;
let served: Served;
/** With a key that may do everything. */
let backend: GatewayClient;
beforeAll(async () => {
  gateway = await startTestGateway();
  served = await serveGateway({ ...gateway, start: async () => {}, close: async () => {} });
  const bearer = await newApiKey(gateway, 'read', 'register', 'admin');
  backend = createGatewayClient({ url: served.url, bearer });
});
afterAll(async () => {
  await served.close();
  await gateway.end();
});

test('there is a call for each route that wants a credential or a key, and for no other', () => {
  const wanted = Object.entries<Route>(routes)
    .filter(([, { caller }]) => caller !== 'anyone')
    .map(([name, { method, path }]) => [name, `${method} ${path}`]);
  expect(Object.entries(operations).sort()).toEqual(wanted.sort());
});

/** A new installation's client, its id, and what it announced. */
async function newInstallation(token = newToken()) {
  const installationId = randomUUID();
  const body = { ...announcement, token: { value: token }, enrollmentKey: randomUUID() };
  const { credential } = await createGatewayClient(served).announceInstallation({ installationId, body });
  const device = createGatewayClient({ url: served.url, ...(credential && { bearer: credential }) });
  return { device, installationId, token };
}

test('an installation says what a shell says', async () => {
  const { device, installationId } = await newInstallation();
  const { registration } = await device.bindUser({ installationId, body: { userId: ANNA }, wait: 10 });
  expect(registration).toMatchObject({ state: 'registered', userId: ANNA });
  expect((await device.readInstallation({ installationId })).registration).toEqual(registration);
  const open = { eventId: randomUUID(), kind: 'opened' as const, trackingId: randomUUID() };
  const interactions = [{ ...open, occurredAt: new Date().toISOString() }];
  expect(await device.tellInteractions({ installationId, body: { interactions } })).toEqual({ accepted: 1 });
  expect(await device.unbindUser({ installationId, wait: 10 })).toMatchObject({
    registration: { state: 'removed' },
  });
});

test('a backend looks a registration up and ends it', async () => {
  const { device, installationId, token } = await newInstallation();
  await device.bindUser({ installationId, body: { userId: ANNA }, wait: 10 });
  const { items, next } = await backend.searchRegistrations({ body: { token } });
  expect(items.map((item) => item.installationId)).toEqual([installationId]);
  expect(next).toBeUndefined();
  expect(await backend.readRegistration({ installationId })).toEqual(items[0]);
  const ended = await backend.endRegistration({ installationId, wait: 10 });
  expect(ended).toMatchObject({ installationId, registration: { state: 'removed' } });
});

test('every item of a listing is read, page after page', async () => {
  const userId = randomUUID();
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) {
    const { device, installationId } = await newInstallation();
    await device.bindUser({ installationId, body: { userId } });
    ids.push(installationId);
  }
  const seen: string[] = [];
  for await (const item of every(backend.searchRegistrations, { body: { userId }, limit: 2 })) {
    expectTypeOf(item.platform).toEqualTypeOf<'ios' | 'android'>();
    seen.push(item.installationId);
  }
  expect(seen).toEqual(ids.sort());
});

test('a refusal is a problem with its code, its remedy, and whether a retry helps', async () => {
  const refused = backend.readRegistration({ installationId: randomUUID() });
  await expect(refused).rejects.toBeInstanceOf(GatewayProblem);
  await expect(refused).rejects.toMatchObject({
    code: 'installation-unknown',
    status: 404,
    retry: false,
    remedy: expect.stringMatching(/./),
    details: { fault: 'caller', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
});

test('the trace of the caller is the gateway’s', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
  const refused = backend.readRegistration({ installationId: randomUUID() }, { traceparent });
  await expect(refused).rejects.toMatchObject({ details: { traceId } });
});

test('no answer, or one that is not the gateway’s, is a problem that a retry may mend', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(502, { 'content-type': 'text/html', 'retry-after': '7' }).end('<h1>Bad gateway</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createGatewayClient({ url, bearer: 'x' });
  const call = () => client.readRegistration({ installationId: randomUUID() });
  const expected = { code: 'gateway-unavailable', retry: true };
  await expect(call()).rejects.toMatchObject({ ...expected, status: 502, retryAfter: 7 });
  await new Promise((resolve) => server.close(resolve));
  await expect(call()).rejects.toMatchObject({
    ...{ ...expected, status: 0, message: 'No answer came: ECONNREFUSED.' },
  });
});

test('a call that its caller ends is rejected with the caller’s reason', async () => {
  const reason = new Error('the user has left');
  const signal = AbortSignal.abort(reason);
  await expect(backend.readRegistration({ installationId: randomUUID() }, { signal })).rejects.toBe(reason);
});

test('the address may have a path', async () => {
  const asked: string[] = [];
  const fetch = async (input: string | URL | Request) => {
    asked.push(new Request(input).url);
    return Response.json({ items: [] });
  };
  const client = createGatewayClient({ url: 'https://example.com/push/', bearer: 'x', fetch });
  await client.searchRegistrations({ body: { userId: 'a' }, limit: 1 });
  await client.readRegistration({ installationId: 'a/b' });
  expect(asked).toEqual([
    'https://example.com/push/v1/registrations/search?limit=1',
    'https://example.com/push/v1/registrations/a%2Fb',
  ]);
});

test('what a call needs is known to the compiler', () => {
  expectTypeOf(backend.bindUser).parameter(0).toHaveProperty('wait').toEqualTypeOf<number | undefined>();
  // @ts-expect-error: there is no installation id
  const _without = () => backend.readRegistration({});
  // @ts-expect-error: a search names exactly one thing
  const _nothing = () => backend.searchRegistrations({ body: {} });
});
