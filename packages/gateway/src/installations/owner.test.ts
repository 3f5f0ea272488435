import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  ANNA,
  announceDevice,
  BERT,
  newToken,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterEach(() => {
  gateway.dynamics.verdict = () => 'Success';
  gateway.dynamics.fault = () => undefined;
});
afterAll(() => gateway.end());

test('without permission the wish waits, and completes when permission comes', async () => {
  const device = await announceDevice(gateway, { notificationsEnabled: false });
  const answer = await device.bind(ANNA);
  expect(answer).toMatchObject({
    status: 202,
    body: { registration: { state: 'waiting', for: 'permission', userId: ANNA } },
  });
  await device.put({ notificationsEnabled: true });
  await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
});

test('without a token the wish waits, and completes when the token comes', async () => {
  const device = await announceDevice(gateway, { token: null });
  expect((await device.bind(ANNA)).body.registration).toMatchObject({ state: 'waiting', for: 'token' });
  await device.put({ token: { value: newToken() } });
  await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
});

test('permission switched off keeps what is registered', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  await device.put({ notificationsEnabled: false });
  expect(await device.read()).toMatchObject({ state: 'registered' });
  expect((await device.bind(BERT)).body.registration).toMatchObject({ state: 'waiting', for: 'permission' });
});

test('a waiting wish is withdrawn by unbinding', async () => {
  const device = await announceDevice(gateway, { token: null });
  await device.bind(ANNA);
  expect(await device.unbind()).toMatchObject({ status: 200, body: { registration: { state: 'removed' } } });
});

test('unbinding a device that nobody owned changes nothing', async () => {
  const device = await announceDevice(gateway);
  expect(await device.unbind()).toMatchObject({ status: 200, body: { registration: { state: 'none' } } });
});

test('a refusal is answered with its reason in words, and asking again tries again', async () => {
  gateway.dynamics.verdict = () => 'DryRunSendingFailed';
  const device = await announceDevice(gateway);
  const refused = await device.bind(ANNA);
  expect(refused).toMatchObject({
    status: 200,
    body: { registration: { state: 'refused', reason: 'dynamics-refused' } },
  });
  expect(refused.body.registration.message).toContain('test invisible notification failed');
  gateway.dynamics.verdict = () => 'Success';
  expect((await device.bind(ANNA)).body.registration).toMatchObject({ state: 'registered' });
});

test('a wait that runs out is answered 202 with the state so far', async () => {
  gateway.dynamics.verdict = () => 'Pending';
  const device = await announceDevice(gateway);
  const answering = device.bind(ANNA, 20);
  await expect.poll(() => device.read()).toMatchObject({ state: 'sent' });
  gateway.clock.skip(20_000);
  expect(await answering).toMatchObject({
    status: 202,
    body: { registration: { state: 'sent', userId: ANNA } },
  });
});

test('a later call for another user ends the wait of the earlier one', async () => {
  gateway.dynamics.verdict = (item) => (item.UserId === ANNA ? 'Pending' : 'Success');
  const device = await announceDevice(gateway);
  const first = device.bind(ANNA, 30);
  await expect.poll(() => device.read()).toMatchObject({ state: 'sent' });
  const second = device.bind(BERT, 0);
  expect(await first).toMatchObject({ status: 409, body: { code: 'superseded' } });
  expect((await second).status).toBe(202);
});

test('a verdict that another gateway on the database brings is seen by the waiting one', async () => {
  // The first gateway's own workers cannot reach Dynamics; the sibling's can.
  const deaf = await startTestGateway();
  deaf.dynamics.fault = () => 'not-sent';
  const sibling = await deaf.sibling({ fetch: gateway.dynamics.fetch });
  const device = await announceDevice(deaf);
  expect((await device.bind(ANNA, 30)).body.registration).toMatchObject({ state: 'registered' });
  await sibling.close();
  await deaf.end();
});

test('closing lets waiting callers go with the state so far', async () => {
  const closing = await startTestGateway();
  closing.dynamics.verdict = () => 'Pending';
  const device = await announceDevice(closing);
  const answering = device.bind(ANNA, 30);
  await expect.poll(() => device.read()).toMatchObject({ state: 'sent' });
  await closing.close();
  expect(await answering).toMatchObject({ status: 202, body: { registration: { state: 'sent' } } });
  await closing.end();
});
