import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import {
  ANNA,
  announceDevice,
  announcement,
  BERT,
  type Device,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { AUDIENCE, createIssuer } from '../../test/issuer.ts';
import type { GatewayConfigInput } from '../config.ts';

let gateway: TestGateway;
afterEach(() => gateway?.end());
const start = async (limits: GatewayConfigInput['limits']) => {
  gateway = await startTestGateway({ limits });
};
const rate = (requests: number) => ({ requests, perSeconds: 60 });

/** A request as it comes over a socket. */
const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  gateway.fetch(new Request('http://gateway.test/v1/nothing', { headers }), {
    incoming: { socket: { remoteAddress } },
  });

test('an address that comes too often is told how long to wait', async () => {
  await start({ address: rate(3), trustedProxies: ['10.0.0.0/8'] });
  const statuses = async (...address: Parameters<typeof from>) => (await from(...address)).status;
  for (let call = 0; call < 3; call++) expect(await statuses('192.0.2.7')).toBe(404);
  const refused = await from('192.0.2.7');
  expect(refused.headers.get('retry-after')).toBeOneOf(['19', '20']);
  expect(await refused.json()).toMatchObject({ status: 429, code: 'rate-limited', retry: true });
  expect(await statuses('192.0.2.8')).toBe(404);
  expect(await statuses('10.0.0.1', { 'x-forwarded-for': '192.0.2.7' })).toBe(429);
  gateway.clock.skip(20_000);
  expect(await statuses('192.0.2.7')).toBe(404);
});

test('requests that come through a proxy nobody named are not limited by its address, and the log says so', async () => {
  await start({ address: rate(1) });
  const headers = { 'x-forwarded-for': '192.0.2.7' };
  for (let call = 0; call < 5; call++) expect((await from('10.0.0.1', headers)).status).toBe(404);
  const told = gateway.lines.filter(({ code }) => code === 'proxy-unnamed');
  expect(told).toMatchObject([{ peer: '10.0.0.1', traceId: expect.any(String) }]);
});

test('an installation is limited by itself, and not by who only knows its id', async () => {
  await start({ installation: rate(5) });
  const device = await announceDevice(gateway);
  const stranger = { credential: 'another' };
  for (let call = 0; call < 10; call++) await send(gateway, `GET ${device.path}`, stranger);
  expect(await send(gateway, `GET ${device.path}`, stranger)).toMatchObject({ status: 429 });
  for (let call = 0; call < 5; call++) expect((await device.read()).state).toBe('none');
  expect(await send(gateway, `GET ${device.path}`, { credential: device.credential })).toMatchObject({
    status: 429,
    body: { code: 'rate-limited', detail: expect.stringContaining('this installation') },
  });
});

test('installations do not share their allowance, not even at first contact', async () => {
  await start({ installation: rate(1) });
  for (let call = 0; call < 3; call++) expect((await announceDevice(gateway)).credential).toBeDefined();
  const path = `/v1/installations/${randomUUID()}`;
  const body = { ...announcement, enrollmentKey: 'k'.repeat(32) };
  expect(await send(gateway, `PUT ${path}`, { body })).toMatchObject({ status: 201 });
  expect(await send(gateway, `PUT ${path}`, { body })).toMatchObject({ status: 429 });
});

test('a user is bound only so often, on whatever device and however the id is written', async () => {
  await start({ user: rate(2) });
  const statuses: number[] = [];
  for (const spelling of [ANNA, ANNA.toUpperCase(), ANNA.replaceAll('-', '')])
    statuses.push((await (await announceDevice(gateway)).bind(spelling, 0)).status);
  expect(statuses).toEqual([202, 202, 429]);
});

test('who proves nothing uses up nothing of what a user is allowed, and learns nothing about it', async () => {
  const issuer = await createIssuer({ now: Date.now });
  gateway = await startTestGateway({
    limits: { user: rate(2), installationsPerUser: 1 },
    identity: { mode: 'required', publicKeys: [issuer.pem], audience: AUDIENCE },
  });
  const [phone, stranger] = [await announceDevice(gateway), await announceDevice(gateway)];
  const bind = async (device: Device) => {
    const body = { userId: ANNA, identityToken: await issuer.sign(ANNA) };
    return send(gateway, `PUT ${device.path}/user`, { body, credential: device.credential });
  };
  const guess = async () => (await stranger.bind(ANNA, 0)).body.code;
  for (let call = 0; call < 5; call++) expect(await guess()).toBe('identity-required');
  expect(await bind(phone)).toMatchObject({ status: 202 });
  expect(await guess()).toBe('identity-required');
  expect(await bind(stranger)).toMatchObject({ body: { code: 'installations-too-many' } });
});

test('an installation changes its owner only so often in a day', async () => {
  await start({ ownerChangesPerDay: 2 });
  const device: Device = await announceDevice(gateway);
  const bind = async (userId: string) => (await device.bind(userId, 0)).status;
  expect([await bind(ANNA), await bind(ANNA), await bind(BERT), await bind(BERT)]).not.toContain(429);
  expect(await bind(ANNA)).toBe(429);
  expect(await bind(BERT)).not.toBe(429);
  gateway.clock.skip(12 * 60 * 60 * 1_000);
  expect(await bind(ANNA)).not.toBe(429);
});

test('a user owns only so many installations; one that is given up makes room', async () => {
  await start({ installationsPerUser: 2 });
  const [first, second, third] = [
    await announceDevice(gateway),
    await announceDevice(gateway),
    await announceDevice(gateway),
  ];
  expect([(await first.bind(ANNA, 0)).status, (await second.bind(ANNA, 0)).status]).toEqual([202, 202]);
  expect(await third.bind(ANNA, 0)).toMatchObject({ status: 409, body: { code: 'installations-too-many' } });
  expect(await first.bind(ANNA, 10)).toMatchObject({ status: 200 });
  expect(await third.bind(BERT, 0)).toMatchObject({ status: 202 });
  await first.unbind();
  expect(await third.bind(ANNA, 0)).toMatchObject({ status: 202 });
  expect(await first.bind(ANNA, 0)).toMatchObject({ status: 409 });
});

test('every limit can be off', async () => {
  await start({ address: false, installation: false, user: false, ownerChangesPerDay: false });
  const device = await announceDevice(gateway);
  for (let call = 0; call < 130; call++) await device.read();
  expect((await device.read()).state).toBe('none');
  expect((await send(gateway, `GET /v1/installations/${randomUUID()}`, device)).status).toBe(404);
});
