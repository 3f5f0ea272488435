import { describe, expect, test } from 'vitest';
import { launch, rest } from '../../../test/launch.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';

describe('before permission', () => {
  test('registering answers permission-missing, without the key error, and is remembered', async () => {
    const app = await launch();
    const answer = await app.register(A);
    expect(answer).toMatchObject({ success: false, reason: 'permission-missing' });
    expect(answer).not.toHaveProperty('error');
    expect(answer.registration).toMatchObject({ state: 'waiting', for: 'permission', userId: A });
    await app.allow();
    await rest();
    expect(await app.info()).toMatchObject({
      registration: { state: 'queued', userId: A },
      apnsToken: app.system.token,
    });
  });

  test('the gateway hears of the binding at once, so that a short-lived proof is checked in time', async () => {
    const app = await launch();
    await app.register(A, { identityToken: 'a.b.c' });
    await rest();
    expect(app.gateway.only).toMatchObject({
      identityToken: 'a.b.c',
      view: { userId: A },
      put: { token: null, notificationsEnabled: false },
    });
    expect(app.system.store.get('registration')).not.toContain('a.b.c');
  });

  test('permission granted in the settings completes it at the next resume', async () => {
    const app = await launch();
    await app.register(A);
    app.system.allowed = 'yes';
    await app.resume();
    expect(app.gateway.only?.put).toMatchObject({
      notificationsEnabled: true,
      token: { value: app.system.token },
    });
  });

  test('granting it reads the token anew: the one from before may be dead', async () => {
    const app = await launch();
    await app.rotate('token-2-bbbbbbbb');
    app.kill();
    app.system.token = 'token-3-cccccccc';
    const next = await app.relaunch().start();
    await next.allow();
    expect(await next.register(A)).toMatchObject({ success: true });
    expect(next.gateway.only?.put.token?.value).toBe('token-3-cccccccc');
  });
});

describe('without a token', () => {
  test('a system that never gives one makes the call end in token-missing after 10 s', async () => {
    const app = await launch();
    app.system.tokenIs = 'hanging';
    await app.allow();
    const answer = app.register(A);
    await app.clock.advance(10_000);
    expect(await answer).toMatchObject({
      success: false,
      reason: 'token-missing',
      registration: { state: 'waiting', for: 'token' },
    });
  });

  test('the registration completes when the system hands one out', async () => {
    const app = await launch();
    app.system.tokenIs = 'failing';
    await app.allow();
    expect(await app.register(A)).toMatchObject({ reason: 'token-missing' });
    await rest();
    expect(app.gateway.only?.put.token).toBeNull();
    await app.rotate('token-2-bbbbbbbb');
    expect(app.gateway.only?.put.token?.value).toBe('token-2-bbbbbbbb');
  });

  test('the system is asked again by and by', async () => {
    const app = await launch();
    app.system.tokenIs = 'failing';
    await app.allow();
    await app.register(A);
    app.system.tokenIs = 'there';
    await app.clock.advance(15_000);
    expect(app.gateway.only?.put.token?.value).toBe(app.system.token);
  });
});

describe('offline', () => {
  test('a token that could not be read at the start is read when the network is back', async () => {
    const app = await launch({ kind: 'android-31' });
    await app.register(A);
    app.kill();
    app.gateway.weather = 'offline';
    Object.assign(app.system, { token: 'token-2-bbbbbbbb', tokenIs: 'failing' });
    const next = await app.relaunch().start();
    app.system.tokenIs = 'there';
    await next.online();
    expect(next.gateway.only?.put.token?.value).toBe('token-2-bbbbbbbb');
  });

  test('the call answers offline, and the registration completes when the network is back', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = 'offline';
    expect(await app.register(A)).toMatchObject({
      success: false,
      reason: 'offline',
      registration: { state: 'waiting', for: 'network', reason: 'offline' },
    });
    await app.online();
    expect(app.gateway.only?.view).toMatchObject({ userId: A });
  });

  test('it completes by itself when nobody says that the network is back', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = 'offline';
    await app.register(A);
    await app.clock.advance(60_000);
    const tries = app.gateway.requests.length;
    expect(tries).toBeGreaterThan(3);
    app.gateway.weather = 'fine';
    await app.clock.advance(60_000);
    expect(app.gateway.only?.view).toMatchObject({ userId: A });
  });

  test('back-off grows to a quarter of an hour, no further', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = 'offline';
    await app.register(A);
    await app.clock.advance(6 * 60 * 60_000);
    const before = app.gateway.requests.length;
    await app.clock.advance(10 * 60 * 60_000);
    const tries = app.gateway.requests.length - before;
    expect(tries).toBeGreaterThanOrEqual(40);
    expect(tries).toBeLessThanOrEqual(81);
  });

  test('a user who is registered already stays it: the call succeeds', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    app.gateway.weather = 'offline';
    expect(await app.register(A)).toMatchObject({ success: true, registration: { state: 'registered' } });
  });

  test('a lost answer is asked for again, with the same enrolment key', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = 'lost';
    expect(await app.register(A)).toMatchObject({ reason: 'offline' });
    await app.online();
    expect(app.gateway.installations.size).toBe(1);
    expect(app.gateway.only?.view.userId).toBe(A);
    const [first, second] = app.gateway.requests.map(({ body }) => body && JSON.parse(body).enrollmentKey);
    expect(first).toBe(second);
  });
});
