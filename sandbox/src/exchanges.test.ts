import { afterAll, beforeAll, expect, test } from 'vitest';
import { createControlClient } from './control/client.ts';
import type { Exchanges } from './control/exchange-wire.ts';
import { openVmPage } from './phone/vm-page.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ phones: ['iphone', 'android-14'] });
});
afterAll(() => sandbox?.close());

const USER = 'abc123-user-uuid';
const phoneOf = (id: string) => {
  const phone = sandbox.phones.get(id);
  if (!phone) throw new Error(`no phone ${id}`);
  return phone;
};

async function register(id: string): Promise<void> {
  const phone = phoneOf(id);
  const page = openVmPage(phone);
  const asked = page.evaluate('median.msdynamics.promptNotificationPermission()');
  await expect.poll(() => phone.view().dialog).not.toBeNull();
  await phone.answerDialog('allow');
  await asked;
  const answer = await page.evaluate(`median.msdynamics.registerDevice({ userId: '${USER}' })`);
  expect(answer).toMatchObject({ success: true });
}

const control = () => {
  const { control: url, controlToken: token } = sandbox.connection();
  return createControlClient({ url, token });
};
const exchangesOf = async (traceId: string) =>
  (await control().call<Exchanges>('GET', `/timeline/exchanges?traceId=${traceId}`)).exchanges;
const ways = (exchanges: Exchanges['exchanges']) =>
  exchanges.map(
    ({ from = '', to, method, response }) => `${from} → ${to} ${method} ${response?.status ?? ''}`,
  );

test('a registration and a push are told request by request, as they went over the wire, without a secret', async () => {
  await register('p1');
  await register('p2');
  const call = sandbox.timeline
    .list({ phone: 'p1' })
    .find(({ kind, detail }) => kind === 'page.call' && detail?.command === 'msdynamics/registerDevice');
  const registration = await exchangesOf(call?.traceId ?? '');
  expect(ways(registration)).toEqual(
    expect.arrayContaining([
      'page → shell CALL ',
      expect.stringMatching(/^shell → gateway PUT 20\d$/),
      ' → dynamics POST 202',
      ' → dynamics POST 200',
    ]),
  );
  const [bridge] = registration;
  expect(JSON.parse(bridge?.request.body ?? '')).toMatchObject({ data: { userId: USER } });
  expect(JSON.parse(bridge?.response?.body ?? '')).toMatchObject({ success: true });
  expect(registration.find(({ to }) => to === 'dynamics')?.request.body).toContain(
    '"ApiToken":"⟦API_TOKEN⟧"',
  );

  const push = await control().sendPush({ contact: USER, title: 'Your order', link: '/orders/42' });
  const sent = await exchangesOf(push.traceId);
  expect(ways(sent).sort()).toEqual(['dynamics → apns POST 200', 'dynamics → fcm POST 200']);
  const apns = sent.find(({ to }) => to === 'apns');
  expect(apns).toMatchObject({
    protocol: 'HTTP/2',
    url: expect.stringMatching(/\/3\/device\/⟦DEVICE_TOKEN:\w{8}⟧$/),
    // A client may leave the port out of `:authority`: whoever sends it again is told where that was.
    reachedAt: new URL(sandbox.connection().apns.url).host,
  });
  expect(apns?.request.headers).toContainEqual([
    'authorization',
    expect.stringMatching(/^bearer ⟦PROVIDER_TOKEN⟧$/i),
  ]);
  expect(JSON.parse(apns?.request.body ?? '')).toMatchObject({ aps: { alert: { title: 'Your order' } } });
  const fcm = sent.find(({ to }) => to === 'fcm');
  expect(fcm?.url).toMatch(/^https:\/\/fcm\.googleapis\.com\/v1\/projects\/[\w-]+\/messages:send$/);
  expect(fcm?.request.headers.map(([name]) => name.toLowerCase())).toContain('authorization');

  const phone = phoneOf('p1');
  await expect.poll(() => phone.view().tray.length).toBe(1);
  await phone.tap(phone.view().tray[0]?.id ?? '');
  await expect
    .poll(async () => ways(await exchangesOf(push.traceId)), { timeout: 10_000 })
    .toContainEqual(expect.stringMatching(/^shell → gateway POST 20\d$/));

  const traces = new Set(sandbox.timeline.list().map(({ traceId }) => traceId));
  const all = JSON.stringify(await Promise.all([...traces].map(exchangesOf)));
  const { dynamics, dataverse, apns: apple, fcm: google, controlToken } = sandbox.connection();
  const secrets = [
    ...[dynamics.apiToken, dataverse.clientSecret, apple.key, controlToken],
    (google.serviceAccount as { private_key: string }).private_key.slice(40, 100),
    ...sandbox.phones.all().map((one) => one.view().token),
  ];
  for (const secret of secrets) expect(all.includes(secret)).toBe(false);
  expect(all).not.toMatch(/eyJ[\w-]+\.[\w-]+|ya29\.|jpc_\w+/);
});

test('a request that nobody answered says why, and one that a fault has answered too', async () => {
  const phone = phoneOf('p1');
  const page = openVmPage(phone);
  await phone.setOnline(false);
  await page.evaluate(`median.msdynamics.registerDevice({ userId: '${USER}x' })`);
  const offline = sandbox.timeline
    .list({ phone: 'p1' })
    .filter(({ kind }) => kind === 'gateway.answer')
    .at(-1);
  expect(await exchangesOf(offline?.traceId ?? '')).toContainEqual(
    expect.objectContaining({ from: 'shell', to: 'gateway', failure: 'offline' }),
  );
  await phone.setOnline(true);

  sandbox.dynamics.faults.plant({ route: 'register', effect: { kind: 'drop' } });
  const { publicEndpoint, organizationId } = sandbox.connection().dynamics;
  const traceId = 'f00d'.repeat(8);
  const url = `${publicEndpoint}/api/v1.0/orgs/${organizationId}/pushdeviceregistration/devices`;
  const headers = { 'content-type': 'application/json', traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
  await expect(fetch(url, { method: 'POST', headers, body: '{}' })).rejects.toThrow();
  expect(await exchangesOf(traceId)).toMatchObject([
    { to: 'dynamics', failure: expect.stringContaining('fault') },
  ]);
});
