import type { Registration } from '@journeys-push/contract/page-shell';
import { describe, expect, test } from 'vitest';
import { type App, launch } from '../../../test/launch.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';

const listening = 'var told=[];window._median_msdynamics_registration_changed=function(r){told.push(r)}';
const toldTo = (app: App) => (app.page?.window.told ?? []) as Registration[];

describe('a refusal of the gateway', () => {
  test.each([
    'user-id-unmapped',
    'user-unknown',
    'app-unknown',
    'identity-required',
    'identity-subject',
    'identity-audience',
    'identity-installation',
    'dynamics-refused',
  ] as const)('%s ends in the state refused, and is not repeated by itself', async (problem) => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = { problem, detail: 'Why.' };
    expect(await app.register(A)).toMatchObject({
      success: false,
      reason: problem,
      message: 'Why.',
      registration: { state: 'refused', reason: problem },
    });
    const tries = app.gateway.requests.length;
    await app.clock.advance(60 * 60_000);
    expect(app.gateway.requests).toHaveLength(tries);
  });

  test('is tried again by the next call, after a while at resume, and at the next start', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = { problem: 'user-id-unmapped' };
    await app.register(A);
    const tries = () => app.gateway.requests.length;
    let before = tries();
    await app.resume();
    expect(tries()).toBe(before);
    await app.clock.advance(15 * 60_000);
    await app.resume();
    expect(tries()).toBe(before + 1);
    await app.register(A);
    expect(tries()).toBe(before + 2);
    before = tries();
    app.gateway.weather = 'fine';
    const next = await app.relaunch().start();
    expect(next.gateway.only?.view.userId).toBe(A);
  });

  test('is tried again once at a start, not at every turn of the network', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = { problem: 'user-id-unmapped' };
    await app.register(A);
    const before = app.gateway.requests.length;
    const next = await app.relaunch().start();
    expect(app.gateway.requests).toHaveLength(before + 1);
    await next.networkBack();
    expect(app.gateway.requests).toHaveLength(before + 1);
  });

  test.each(['internal', 'route-unknown', 'body-invalid', 'media-type'] as const)(
    '%s means that the gateway is unavailable, and is repeated',
    async (problem) => {
      const app = await launch();
      await app.allow();
      app.gateway.weather = { problem };
      expect(await app.register(A)).toMatchObject({
        success: false,
        reason: 'gateway-unavailable',
        registration: { state: 'waiting', for: 'network' },
      });
      app.gateway.weather = 'fine';
      await app.clock.advance(10_000);
      expect(app.gateway.only?.view.userId).toBe(A);
    },
  );

  test('Retry-After is honoured by everyone but a page that waits', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = { problem: 'gateway-unavailable', retryAfter: '120' };
    await app.register(A);
    const before = app.gateway.requests.length;
    await app.clock.advance(100_000);
    await app.resume();
    expect(app.gateway.requests).toHaveLength(before);
    app.gateway.weather = 'fine';
    expect(await app.register(A)).toMatchObject({ success: true });
  });

  test('a credential that the gateway does not take is reported, not replaced', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    const { installationId } = await app.info();
    app.gateway.weather = { problem: 'credential-invalid' };
    const answer = app.register(A);
    await app.clock.advance(5_000);
    expect(await answer).toMatchObject({
      success: false,
      reason: 'gateway-unavailable',
      message: expect.stringContaining('credential-invalid'),
    });
    const info = await app.info();
    expect(info).toMatchObject({ installationId, registration: { state: 'refused' } });
    app.gateway.weather = 'fine';
    expect(await app.register(A)).toMatchObject({ success: true });
  });

  test('a gateway that has forgotten the installation is told everything anew', async () => {
    const app = await launch();
    await app.allow();
    await app.register(A);
    app.gateway.installations.clear();
    const answer = app.register(A);
    await app.clock.advance(5_000);
    expect(await answer).toMatchObject({ success: true });
    expect(app.gateway.only?.view.userId).toBe(A);
  });
});

test('what the gateway says of a user is for the page, not for the log', async () => {
  const app = await launch();
  await app.allow();
  app.gateway.weather = { problem: 'user-unknown', detail: `Nobody is ${A}.` };
  expect(await app.register(A)).toMatchObject({ message: `Nobody is ${A}.` });
  expect(app.logged('user-unknown')).toHaveLength(1);
  expect(JSON.stringify(app.log)).not.toContain(A);
});

describe('identity', () => {
  test('an expired proof waits for a fresh one, and the page is told once', async () => {
    const app = await launch({ page: listening });
    await app.allow();
    app.gateway.weather = 'offline';
    await app.register(A, { identityToken: 'old' });
    app.gateway.weather = { problem: 'identity-expired' };
    await app.clock.advance(24 * 60 * 60_000);
    await app.resume();
    expect((await app.info()).registration).toMatchObject({
      state: 'waiting',
      for: 'identity',
      reason: 'identity-expired',
    });
    const told = toldTo(app);
    expect(told.filter(({ reason }) => reason === 'identity-expired')).toHaveLength(1);
    app.gateway.weather = 'fine';
    expect(await app.register(A, { identityToken: 'fresh' })).toMatchObject({ success: true });
    expect(app.gateway.only?.identityToken).toBe('fresh');
  });

  test.each(['identity-expired', 'identity-replayed'] as const)(
    'a proof that is %s is asked for once, over days, resumes and starts, and is not kept',
    async (problem) => {
      let app = await launch({ page: listening });
      await app.allow();
      app.gateway.weather = { problem, at: '/user' };
      expect(await app.register(A, { identityToken: 'secret.old' })).toMatchObject({
        success: false,
        reason: problem,
        registration: { state: 'waiting', for: 'identity' },
      });
      expect([...app.system.store.values()].join()).not.toContain('secret.old');
      const asked = () => app.gateway.log.filter((line) => line === 'PUT /user').length;
      for (let day = 0; day < 3; day++) {
        app = await app.relaunch().start();
        await app.clock.advance(24 * 60 * 60_000);
        await app.resume();
      }
      expect(asked()).toBe(1);
      app.gateway.weather = 'fine';
      expect(await app.register(A, { identityToken: 'fresh' })).toMatchObject({ success: true });
      expect(app.gateway.only?.identityToken).toBe('fresh');
    },
  );

  test('a gateway without public keys is asked again by itself, with the proof it was given', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = { problem: 'identity-unavailable', at: '/user' };
    expect(await app.register(A, { identityToken: 'a.b.c' })).toMatchObject({
      success: false,
      reason: 'identity-unavailable',
      registration: { state: 'waiting', for: 'network' },
    });
    app.gateway.weather = 'fine';
    await app.clock.advance(60_000);
    expect(app.gateway.only).toMatchObject({ identityToken: 'a.b.c', view: { userId: A } });
  });

  test('a proof is stored only until the gateway has accepted the binding', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.weather = 'offline';
    await app.register(A, { identityToken: 'secret.jwt' });
    expect(app.system.store.get('registration')).toContain('secret.jwt');
    await app.online();
    expect([...app.system.store.values()].join()).not.toContain('secret.jwt');
  });
});
