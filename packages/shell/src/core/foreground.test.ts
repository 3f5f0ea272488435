import { describe, expect, test } from 'vitest';
import { dynamicsPush } from '../../test/fake-system.ts';
import { type App, configOf, launch, rest } from '../../test/launch.ts';

const payload = dynamicsPush('ios', { link: 'https://t.example/1', originalLink: 'https://shop.example/a' });
/** A page whose listener answers at once, later by hand, or not at all. */
const listening = (answer = '') =>
  `var got=[];window._median_msdynamics_notification_received=function(n){got.push(n);${answer}}`;
const answering = (display: string) =>
  listening(
    `webkit.messageHandlers.JSBridge.postMessage({medianCommand:'median://msdynamics/notificationReceivedAnswer',data:{id:n.id,display:'${display}'}})`,
  );
const gotBy = (app: App) => (app.page?.window.got ?? []) as unknown[];

describe('in front', () => {
  test.each(['show', 'hide'] as const)('the policy %s decides, and the page is told', async (foreground) => {
    const app = await launch({ config: configOf({ foreground }), page: listening() });
    expect(await app.arrive({ payload })).toBe(foreground);
    await rest();
    expect(gotBy(app)).toEqual([
      {
        id: 'n1',
        title: 'Hello',
        body: 'World',
        url: 'https://shop.example/a',
        receivedAt: expect.any(String),
      },
    ]);
  });

  describe('with the policy page', () => {
    const config = configOf({ foreground: 'page' });

    test.each(['show', 'hide'] as const)('a listener decides: %s', async (display) => {
      const app = await launch({ config, page: answering(display) });
      expect(await app.arrive({ payload })).toBe(display);
    });

    test('a listener that says nothing within a second lets it be shown', async () => {
      const app = await launch({ config, page: listening() });
      const shown = app.arrive({ payload });
      await app.clock.advance(1_000);
      expect(await shown).toBe('show');
    });

    test('an answer that is none, or for another one, does not count', async () => {
      const app = await launch({ config, page: listening() });
      const shown = app.arrive({ payload });
      await rest();
      await app.call('msdynamics/notificationReceivedAnswer', { id: 'n1', display: 'maybe' });
      await app.call('msdynamics/notificationReceivedAnswer', { id: 'n2', display: 'hide' });
      await app.clock.advance(1_000);
      expect(await shown).toBe('show');
    });

    test('without a listener it is shown at once', async () => {
      const app = await launch({ config });
      expect(await app.arrive({ payload })).toBe('show');
    });
  });
});

test('in the background the system shows, and the page is not asked', async () => {
  const app = await launch({ config: configOf({ foreground: 'page' }), page: listening() });
  expect(await app.arrive({ payload, foreground: false })).toBe('show');
  expect(gotBy(app)).toEqual([]);
});

test.each([
  ['Dynamics’ dry run', { aps: { 'content-available': 1 } }],
  ['nothing at all', undefined],
  ['an FCM message without text', { data: { link: 'https://shop.example' } }],
])('%s is neither shown nor told', async (_what, silent) => {
  const app = await launch({ page: listening() });
  expect(await app.arrive({ payload: silent })).toBe('hide');
  expect(gotBy(app)).toEqual([]);
});

describe('for somebody who has left', () => {
  test('a push is kept back from the moment of logout, offline too, until the next user is at Dynamics', async () => {
    const app = await launch({ page: listening() });
    await app.allow();
    await app.register('a');
    app.gateway.weather = 'offline';
    const leaving = app.unregister();
    await rest();
    expect(await app.arrive({ payload })).toBe('hide');
    expect(await app.arrive({ payload, foreground: false })).toBe('hide');
    await leaving;
    await app.register('b');
    expect(await app.arrive({ payload })).toBe('hide');
    await app.online();
    app.gateway.decide();
    await app.clock.advance(10_000);
    expect(await app.arrive({ payload })).toBe('show');
    expect(gotBy(app)).toHaveLength(1);
  });

  test('also after a restart, and when the user changes without logout', async () => {
    const app = await launch();
    await app.allow();
    await app.register('a');
    app.gateway.weather = 'offline';
    await app.register('b');
    const next = await app.relaunch().start();
    expect(await next.arrive({ payload })).toBe('hide');
    await next.online();
    next.gateway.decide();
    await next.clock.advance(10_000);
    expect(await next.arrive({ payload })).toBe('show');
  });

  test.each([
    ['at once', (app: App) => app.register('b')],
    ['after a logout', (app: App) => Promise.all([app.unregister(), rest().then(() => app.register('b'))])],
  ])('while Dynamics may still hold the last user: the next one came %s', async (_how, comes) => {
    const app = await launch();
    await app.allow();
    await app.register('a');
    app.gateway.dynamics = 'slow';
    await comes(app);
    expect(await app.info()).toMatchObject({ registration: { state: 'queued', userId: 'b' } });
    expect(await app.arrive({ payload })).toBe('hide');
    app.gateway.decide();
    await app.clock.advance(10_000);
    expect(await app.arrive({ payload })).toBe('show');
  });

  test('who comes back gets pushes again at once', async () => {
    const app = await launch();
    await app.allow();
    await app.register('a');
    app.gateway.weather = 'offline';
    await app.unregister();
    await app.register('a');
    expect(await app.arrive({ payload })).toBe('show');
  });
});
