import { describe, expect, test } from 'vitest';
import { configOf, launch } from '../../../test/launch.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000002';

test('a registration is confirmed by Dynamics before the page hears of success', async () => {
  const app = await launch();
  await app.allow();
  expect(await app.register(A)).toEqual({
    success: true,
    registration: { state: 'registered', userId: A, requestId: 'request-1', since: expect.any(String) },
  });
  expect(app.gateway.only).toMatchObject({
    put: {
      platform: 'ios',
      appId: 'com.example.shop',
      notificationsEnabled: true,
      token: { value: app.system.token, environment: 'development' },
    },
    view: { userId: A },
  });
  expect(app.gateway.log).toEqual(['PUT /', 'PUT /user']);
  expect(app.gateway.violations).toEqual([]);
});

test('the gateway is asked to wait as long as the configuration says, and only while a page waits', async () => {
  const app = await launch({
    config: configOf({ gateway: { url: 'https://push.shop.example/', waitMs: 7_500 } }),
  });
  await app.allow();
  await app.register(A);
  const [announce, bind] = app.gateway.requests;
  expect(announce?.headers.prefer).toBeUndefined();
  expect(bind?.headers.prefer).toBe('wait=8');
  expect(bind?.timeoutMs).toBe(12_500);
  expect(bind?.url).toMatch(/^https:\/\/push\.shop\.example\/v1\/installations\//);
});

test('the credential is sent after enrolment, and the enrolment key never again', async () => {
  const app = await launch();
  await app.allow();
  await app.register(A);
  const [announce, bind] = app.gateway.requests;
  expect(announce?.headers.authorization).toBeUndefined();
  expect(JSON.parse(announce?.body ?? '').enrollmentKey).toHaveLength(72);
  expect(bind?.headers.authorization).toBe('Bearer credential-1');
  app.system.token = 'token-2-bbbbbbbb';
  await app.resume();
  const heartbeat = app.gateway.requests.at(-1);
  expect(heartbeat?.headers.authorization).toBe('Bearer credential-1');
  expect(JSON.parse(heartbeat?.body ?? '')).not.toHaveProperty('enrollmentKey');
});

describe('an open verdict', () => {
  test('answers success with the state, and is followed until Dynamics has decided', async () => {
    const app = await launch();
    app.gateway.dynamics = 'slow';
    await app.allow();
    expect(await app.register(A)).toMatchObject({ success: true, registration: { state: 'queued' } });
    expect((await app.info()).registration).toMatchObject({ state: 'queued' });
    await app.clock.advance(3_000);
    app.gateway.decide();
    await app.clock.advance(10_000);
    expect((await app.info()).registration).toMatchObject({ state: 'registered', requestId: 'request-1' });
    const reads = app.gateway.log.filter((line) => line === 'GET /').length;
    await app.clock.advance(60 * 60_000);
    expect(app.gateway.log.filter((line) => line === 'GET /')).toHaveLength(reads);
  });

  test('is looked at when the app comes to the front', async () => {
    const app = await launch();
    app.gateway.dynamics = 'slow';
    await app.allow();
    await app.register(A);
    app.gateway.decide();
    await app.resume();
    expect((await app.info()).registration).toMatchObject({ state: 'registered' });
  });
});

test('what Dynamics refuses answers with its reason', async () => {
  const app = await launch();
  app.gateway.dynamics = 'refuses';
  await app.allow();
  const answer = await app.register(A);
  expect(answer).toMatchObject({
    success: false,
    reason: 'dynamics-refused',
    message: 'Bad token.',
    registration: { state: 'refused' },
  });
  expect(await app.info()).not.toHaveProperty('apnsToken');
});

describe('several calls', () => {
  test('the same user twice at once shares the outcome', async () => {
    const app = await launch();
    await app.allow();
    const [one, two] = await Promise.all([app.register(A), app.register(A)]);
    expect(one).toMatchObject({ success: true });
    expect(two).toMatchObject({ success: true });
  });

  test('the same user again succeeds', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    expect(await app.register(A)).toMatchObject({ success: true, registration: { state: 'registered' } });
  });

  test('a later user replaces the call that still waits', async () => {
    const app = await launch();
    await app.allow();
    const [one, two] = await Promise.all([app.register(A), app.register(B)]);
    expect(one).toMatchObject({ success: false, reason: 'superseded' });
    expect(two).toMatchObject({ success: true, registration: { userId: B } });
    expect(app.gateway.only?.view.userId).toBe(B);
  });

  test('a later user does not wait for the verdict on the earlier one, which then decides nothing', async () => {
    const app = await launch();
    await app.allow();
    await app.register('nobody');
    app.gateway.latencyMs = 8_000;
    const one = app.register(A);
    await app.clock.advance(1_000);
    const two = app.register(B);
    expect(await one).toMatchObject({ reason: 'superseded' });
    await app.clock.advance(5_000);
    expect(app.gateway.only?.view.userId).toBe(B);
    await app.clock.advance(10_000);
    expect(await two).toMatchObject({ success: true, registration: { userId: B } });
  });

  test('nor does a logout; and a registration that arrives after it is undone', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    app.gateway.latencyMs = 9_000;
    void app.register(B);
    await app.clock.advance(1_000);
    app.gateway.latencyMs = 2_000;
    void app.unregister();
    await app.clock.advance(1_000);
    expect(app.gateway.log.at(-1)).toBe('DELETE /user');
    await app.clock.advance(3_000);
    expect(app.gateway.only?.view.userId).toBe(B);
    await app.clock.advance(60_000);
    expect(app.gateway.only?.view.userId).toBeUndefined();
  });

  test('nothing is sent that a kill could make the phone forget', async () => {
    const app = await launch({
      ports: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          async set(key, value) {
            await new Promise<void>((resolve) => void ports.clock.after(1_000, resolve));
            return ports.store.set(key, value);
          },
        },
      }),
    });
    await app.clock.advance(1_000);
    app.system.allowed = 'yes';
    void app.register(A);
    await app.resume();
    expect(app.gateway.requests).toEqual([]);
    await app.clock.advance(10_000);
    expect(app.gateway.only?.view.userId).toBe(A);
  });

  test('logging out replaces a registration that still waits for its token', async () => {
    const app = await launch();
    app.system.tokenIs = 'hanging';
    await app.allow();
    const one = app.register(A);
    await app.clock.advance(1_000);
    const two = app.unregister();
    expect(await one).toMatchObject({ reason: 'superseded' });
    await app.clock.advance(20_000);
    expect(await two).toMatchObject({ success: true, registration: { state: 'removed' } });
  });
});

describe('logging out', () => {
  test('answers when the device is free', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    expect(await app.unregister()).toMatchObject({ success: true, registration: { state: 'removed' } });
    expect(app.gateway.only?.view.userId).toBeUndefined();
    expect(await app.info()).not.toHaveProperty('apnsToken');
  });

  test('offline it is remembered, also over a restart', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    app.gateway.weather = 'offline';
    expect(await app.unregister()).toMatchObject({
      success: false,
      reason: 'offline',
      registration: { state: 'removing' },
    });
    app.gateway.weather = 'fine';
    await app.relaunch().start();
    expect(app.gateway.only?.view.state).toBe('removing');
  });

  test('followed by another login, offline, it ends with the new user only', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    app.gateway.weather = 'offline';
    await app.unregister();
    await app.register(B);
    await app.online();
    expect(app.gateway.only?.view.userId).toBe(B);
  });

  test('of somebody whom the gateway has never heard of needs no gateway', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = 'offline';
    await app.register(A);
    expect(await app.unregister()).toMatchObject({ success: true, registration: { state: 'removed' } });
    await app.online();
    expect(app.gateway.installations.size).toBe(0);
  });
});

describe('without a gateway', () => {
  const config = configOf({ gateway: undefined });

  test('the call succeeds once a token is held, which the own backend takes from the info', async () => {
    const app = await launch({ config });
    expect(await app.register(A)).toMatchObject({ success: false, reason: 'permission-missing' });
    await app.allow();
    expect(await app.register(A)).toMatchObject({
      success: true,
      registration: { state: 'queued', userId: A },
    });
    expect(await app.info()).toMatchObject({ apnsToken: app.system.token });
    expect(app.gateway.requests).toEqual([]);
  });

  test('logging out hides the token', async () => {
    const app = await launch({ config });
    await app.allow();
    await app.register(A);
    expect(await app.unregister()).toMatchObject({ success: true, registration: { state: 'removed' } });
    expect(await app.info()).not.toHaveProperty('apnsToken');
  });
});

test('a call is answered with what holds before the page gives up, whatever hangs', async () => {
  const app = await launch({
    config: configOf({ gateway: { url: 'https://push.shop.example', waitMs: 14_000 } }),
  });
  await app.allow();
  app.gateway.send = () => new Promise(() => {});
  let given: unknown;
  void app.register(A).then((answer) => {
    given = answer;
  });
  await app.clock.advance(29_000);
  expect(given).toMatchObject({
    success: false,
    reason: 'deadline',
    registration: { state: 'waiting', for: 'network', userId: A },
  });
  expect(given).not.toHaveProperty('error');
});
