import { expect, test } from 'vitest';
import { launch, rest } from '../../../test/launch.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000002';

test('a logout is not undone by a request that a killed process still had on its way', async () => {
  const app = await launch();
  await app.allow();
  await app.register(A);
  app.gateway.latencyMs = 8_000;
  void app.register(A);
  await rest();
  app.gateway.latencyMs = 0;
  const next = await app.relaunch().start();
  expect(await next.unregister()).toMatchObject({ success: true });
  await next.clock.advance(5_000);
  expect(next.gateway.only?.view.userId).toBe(A);
  await next.clock.advance(60_000);
  expect(next.gateway.only?.view.userId).toBeUndefined();
});

test('a logout that an earlier request has overtaken at the gateway is said again', async () => {
  const app = await launch();
  await app.allow();
  await app.register(A);
  const { gateway } = app;
  const { send } = gateway;
  gateway.send = async (request) => {
    if (request.method !== 'DELETE') return send.call(gateway, request);
    gateway.send = send;
    await gateway.send(request);
    if (gateway.only) gateway.only.view = { state: 'registered', userId: A };
    gateway.weather = { problem: 'superseded' };
    const answer = await gateway.send(request);
    gateway.weather = 'fine';
    return answer;
  };
  const answer = app.unregister();
  await app.clock.advance(5_000);
  expect(await answer).toMatchObject({ success: true });
  expect(gateway.only?.view.userId).toBeUndefined();
});

test('a change of user is not undone by a request that was given up', async () => {
  const app = await launch();
  await app.allow();
  await app.register('nobody');
  const { send } = app.gateway;
  const late: (() => Promise<unknown>)[] = [];
  app.gateway.send = async (request) => {
    late.push(() => send.call(app.gateway, request));
    throw new Error('timeout');
  };
  expect(await app.register(A)).toMatchObject({ reason: 'offline' });
  app.gateway.send = send;
  expect(await app.register(B)).toMatchObject({ success: true });
  await late[0]?.();
  expect(app.gateway.only?.view.userId).toBe(A);
  expect(await app.arrive({ payload: { data: { title: 'Hello' } } })).toBe('show');
  await app.clock.advance(60_000);
  expect(app.gateway.only?.view.userId).toBe(B);
});

test('a credential that a late enrolment has replaced is asked for again', async () => {
  const app = await launch();
  await app.allow();
  app.gateway.latencyMs = 8_000;
  void app.register(A);
  await rest();
  app.gateway.latencyMs = 0;
  const next = await app.relaunch().start();
  expect(await next.register(A)).toMatchObject({ success: true });
  await next.clock.advance(10_000);
  const answer = next.register(B);
  await next.clock.advance(10_000);
  expect(await answer).toMatchObject({ success: true });
  expect(next.gateway.installations.size).toBe(1);
});

test('a late enrolment at a gateway that has forgotten everything locks nobody out', async () => {
  const app = await launch();
  await app.allow();
  await app.register(A);
  const [enrolment] = app.gateway.requests;
  app.gateway.installations.clear();
  await app.rotate('token-2-bbbbbbbb');
  expect(app.gateway.installations.size).toBe(0);
  if (enrolment) await app.gateway.send(enrolment);
  await app.clock.advance(60_000);
  expect(app.gateway.only).toMatchObject({
    view: { userId: A },
    put: { token: { value: 'token-2-bbbbbbbb' } },
  });
});

test('a binding that was changed on the server long after stays changed', async () => {
  const app = await launch();
  await app.allow();
  await app.register(A);
  const { only } = app.gateway;
  if (only) only.view = { state: 'removed' };
  await app.clock.advance(25 * 60 * 60_000);
  await app.resume();
  expect(app.gateway.only?.view.state).toBe('removed');
  expect(await app.info()).toMatchObject({ registration: { state: 'removed' } });
});

test('a quiet start asks the gateway nothing', async () => {
  const app = await launch();
  await app.allow();
  await app.register(A);
  const before = app.gateway.requests.length;
  const next = await app.relaunch().start();
  await next.clock.advance(60 * 60_000);
  expect(app.gateway.requests).toHaveLength(before);
});

test('a logout reaches a gateway that had refused the credential when it came', async () => {
  const app = await launch();
  await app.allow();
  await app.register(A);
  app.gateway.weather = { problem: 'credential-invalid' };
  void app.register(A);
  await app.clock.advance(5_000);
  void app.unregister();
  await app.clock.advance(5_000);
  app.gateway.weather = 'fine';
  await app.relaunch().start();
  await app.clock.advance(60 * 60_000);
  expect(app.gateway.only?.view.userId).toBeUndefined();
});

test('whoever left before the gateway was ever reached leaves nothing to look after', async () => {
  const app = await launch({ kind: 'android-31' });
  app.gateway.weather = 'offline';
  void app.register(A);
  await rest();
  expect(await app.unregister()).toMatchObject({ success: true });
  await app.clock.advance(60 * 60_000);
  expect(app.clock.pending()).toBe(0);
});
