import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ANNA,
  announceDevice,
  BERT,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../test/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.end());

test('a user bound with a wait is registered in Dynamics when the answer comes', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  const answer = await device.bind('abc123-user-uuid');
  expect(answer).toMatchObject({
    status: 200,
    body: { registration: { state: 'registered', userId: 'abc123-user-uuid' } },
  });
  expect(answer.body.registration.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(gateway.dynamics.held()).toContain(`${ANNA} ${token}`);
});

test('without a wait the answer is 202 at once, and the registration completes by itself', async () => {
  const device = await announceDevice(gateway);
  const answer = await device.bind(ANNA, 0);
  expect(answer).toMatchObject({ status: 202, body: { registration: { state: 'queued' } } });
  await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
});

test('binding the same user again succeeds and sends nothing', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const before = gateway.dynamics.calls.length;
  expect(await device.bind(ANNA)).toMatchObject({
    status: 200,
    body: { registration: { state: 'registered' } },
  });
  expect(gateway.dynamics.calls.length).toBe(before);
});

test('after logout Dynamics holds nothing for the device', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind(ANNA);
  expect(await device.unbind()).toMatchObject({ status: 200, body: { registration: { state: 'removed' } } });
  expect(gateway.dynamics.held().filter((line) => line.includes(token))).toEqual([]);
});

test('another user on the device: the old registration is cleaned up before the new one is made', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind(ANNA);
  const before = gateway.dynamics.calls.length;
  expect(await device.bind(BERT)).toMatchObject({
    status: 200,
    body: { registration: { state: 'registered' } },
  });
  expect(gateway.dynamics.held().filter((line) => line.includes(token))).toEqual([`${BERT} ${token}`]);
  expect(gateway.dynamics.calls.slice(before).map(({ kind }) => kind)).toEqual([
    'cleanup',
    'register',
    'status',
  ]);
});

test('a new token is registered before the old one is cleaned up', async () => {
  const [old, fresh] = [newToken(), newToken()];
  const device = await announceDevice(gateway, { token: { value: old } });
  await device.bind(ANNA);
  const before = gateway.dynamics.calls.length;
  await device.put({ token: { value: fresh } });
  await expect.poll(() => gateway.dynamics.held()).not.toContain(`${ANNA} ${old}`);
  expect(gateway.dynamics.held()).toContain(`${ANNA} ${fresh}`);
  expect(gateway.dynamics.calls.slice(before).map(({ kind }) => kind)).toEqual([
    'register',
    'status',
    'cleanup',
  ]);
});

test('the call to Dynamics carries the trace of the request that caused it', async () => {
  const device = await announceDevice(gateway);
  const traceId = 'a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4';
  await send(gateway, `PUT ${device.path}/user`, {
    body: { userId: ANNA },
    credential: device.credential,
    headers: { prefer: 'wait=10', traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
  });
  const call = gateway.dynamics.of('register').at(-1);
  expect(call?.headers.get('traceparent')).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  expect(call?.headers.get('x-ms-track-registration')).toBe('true');
  const { rows } = await gateway.database.pool.query(
    'select cause from ledger where trace_id = $1 order by seq',
    [traceId],
  );
  expect(rows.map(({ cause }) => cause)).toEqual(['bound', 'sent', 'registered']);
});
