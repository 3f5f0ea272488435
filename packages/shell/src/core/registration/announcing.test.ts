import type { Registration } from '@journeys-push/contract/page-shell';
import { describe, expect, test } from 'vitest';
import { type App, configOf, launch, rest } from '../../../test/launch.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';

const listening = 'var told=[];window._median_msdynamics_registration_changed=function(r){told.push(r)}';
const toldTo = (app: App) => (app.page?.window.told ?? []) as Registration[];

describe('the installation', () => {
  test('is not announced before a page registers somebody', async () => {
    const app = await launch();
    await app.allow();
    await app.resume();
    expect(app.gateway.requests).toEqual([]);
  });

  test('is announced again when something has changed or a day has passed, not otherwise', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    const before = app.gateway.requests.length;
    await app.resume();
    expect(app.gateway.requests).toHaveLength(before);
    await app.clock.advance(24 * 60 * 60_000);
    await app.resume();
    expect(app.gateway.log.slice(before)).toEqual(['PUT /']);
  });

  test('a token that the system replaces goes to the gateway at once', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    await app.rotate('token-2-bbbbbbbb');
    expect(app.gateway.only?.put.token?.value).toBe('token-2-bbbbbbbb');
  });

  test('a token that was replaced while nothing ran goes to the gateway at the next start', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    app.kill();
    app.system.token = 'token-3-cccccccc';
    await app.relaunch().start();
    expect(app.gateway.only?.put.token?.value).toBe('token-3-cccccccc');
  });

  test('permission taken away in the settings reaches gateway and page at the next resume', async () => {
    const app = await launch({ page: listening });
    await app.allow();
    await app.register(A);
    app.system.allowed = 'no';
    await app.resume();
    expect(app.gateway.only?.put.notificationsEnabled).toBe(false);
    expect(toldTo(app).at(-1)).toMatchObject({
      state: 'waiting',
      for: 'permission',
    });
    expect(await app.info()).not.toHaveProperty('apnsToken');
    app.system.allowed = 'yes';
    await app.resume();
    expect(await app.info()).toMatchObject({
      apnsToken: app.system.token,
      registration: { state: 'registered' },
    });
  });

  test('a token that another installation holds is refused, until there is another token', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = { problem: 'token-in-use' };
    expect(await app.register(A)).toMatchObject({
      reason: 'token-in-use',
      registration: { state: 'refused' },
    });
    app.gateway.weather = 'fine';
    await app.resume();
    expect(app.gateway.installations.size).toBe(0);
    await app.rotate('token-2-bbbbbbbb');
    expect(app.gateway.only?.view.userId).toBe(A);
  });
});

describe('automatic registration', () => {
  const config = configOf({ automaticRegistration: true });

  test('asks at launch and announces the installation without a user', async () => {
    const app = await launch({ config });
    expect(app.system.dialogs).toBe(1);
    expect(app.gateway.requests).toEqual([]);
    app.system.answer('allow');
    await rest();
    expect(app.gateway.only).toMatchObject({
      view: { state: 'none' },
      put: { token: { value: app.system.token } },
    });
    expect(await app.info()).toMatchObject({ registration: { state: 'none' } });
    expect(await app.info()).not.toHaveProperty('apnsToken');
  });

  test.each(['ios', 'android-34'] as const)('asks once: %s', async (kind) => {
    const app = await launch({ config, kind });
    app.system.answer('deny');
    await rest();
    const next = await app.relaunch().start();
    expect(next.system.dialogs).toBe(1);
    expect(app.gateway.only?.put).toMatchObject({ notificationsEnabled: false, token: null });
  });
});
