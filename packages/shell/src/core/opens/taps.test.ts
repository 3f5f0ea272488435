import { describe, expect, test } from 'vitest';
import { dynamicsPush } from '../../../test/fake-system.ts';
import { type App, configOf, launch, rest, SITE } from '../../../test/launch.ts';

const trackingId = '6f1f2d3c-4b5a-4978-8c6d-5e4f3a2b1c0d';
const tracked = 'https://x.prod.marketingusercontent.com/r/1';
const listening = 'var opened=[];window._median_msdynamics_notification_opened=function(o){opened.push(o)}';
const openedIn = (app: App) =>
  (app.page?.window.opened ?? []) as { id: string; url?: string; coldStart: boolean }[];
const push = (more: Record<string, string | null> = {}) =>
  dynamicsPush('ios', { link: tracked, originalLink: `${SITE}/offer`, trackingId, ...more });

async function registered(options: Parameters<typeof launch>[0] = {}): Promise<App> {
  const app = await launch(options);
  await app.allow();
  await app.register('a');
  return app;
}

describe('the page', () => {
  test('hears of an open once it has loaded again at the place that the tap led to', async () => {
    const app = await registered({ page: listening });
    await app.tap({ id: 'n1', payload: push() });
    expect(app.system.loaded).toEqual([`${SITE}/offer`]);
    expect(openedIn(app)).toEqual([]);
    await app.load(`${SITE}/offer`);
    expect(openedIn(app)).toEqual([
      {
        id: 'n1',
        title: 'Hello',
        body: 'World',
        url: `${SITE}/offer`,
        openedAt: expect.any(String),
        coldStart: false,
      },
    ]);
  });

  test('of before does not hear of it, although its load ends only after the tap', async () => {
    const app = await registered({ page: listening });
    await app.tap({ id: 'n1', payload: push() });
    void app.shell.pageLoaded(`${SITE}/start`);
    await rest();
    expect(openedIn(app)).toEqual([]);
    await app.load(`${SITE}/offer/`);
    expect(openedIn(app)).toMatchObject([{ id: 'n1' }]);
  });

  test('that the target has redirected to hears of it after a moment', async () => {
    const app = await registered({ page: listening });
    await app.tap({ id: 'n1', payload: push() });
    await app.load(`${SITE}/sold-out`);
    await app.clock.advance(3_000);
    expect(openedIn(app)).toMatchObject([{ id: 'n1' }]);
  });

  test('is known to have heard of it, under the trace of the push', async () => {
    const app = await registered({ page: listening });
    await app.tap({ id: 'n1', payload: push({ link: null }) });
    expect(app.logged('open.delivered')).toMatchObject([{ traceId: trackingId.replaceAll('-', '') }]);
  });

  test('that stays where it is hears of it after a moment', async () => {
    const app = await registered({ page: listening });
    await app.tap({ id: 'n1', payload: push() });
    await app.clock.advance(3_000);
    expect(openedIn(app)).toHaveLength(1);
  });

  test('hears at once when the tap leads elsewhere or nowhere', async () => {
    const app = await registered({ page: listening });
    await app.tap({ id: 'n1', payload: push({ link: null }) });
    await app.tap({ id: 'n2', payload: push({ originalLink: 'https://other.example/' }) });
    expect(openedIn(app).map(({ id, url }) => [id, url])).toEqual([
      ['n1', undefined],
      ['n2', 'https://other.example/'],
    ]);
    expect(app.system.outside).toEqual(['https://other.example/']);
  });

  test('that subscribes later gets what happened before, once', async () => {
    const app = await registered();
    await app.tap({ id: 'n1', payload: push({ link: null }) });
    app.page?.run(listening);
    const subscribe = { eventName: '_median_msdynamics_notification_opened' };
    await Promise.all([app.call('events/subscribe', subscribe), app.call('events/subscribe', subscribe)]);
    expect(openedIn(app)).toHaveLength(1);
    await app.load(SITE, listening);
    expect(openedIn(app)).toEqual([]);
  });

  test('gets it in the next process when this one is killed before', async () => {
    const app = await registered();
    await app.tap({ id: 'n1', payload: push({ link: null }) });
    const next = await app.relaunch({ page: listening }).start();
    expect(openedIn(next)).toHaveLength(1);
    const last = await next.relaunch({ page: listening }).start();
    expect(openedIn(last)).toEqual([]);
  });

  test('is not told while it has no listener, and not when it is a stranger’s', async () => {
    const app = await registered();
    await app.tap({ id: 'n1', payload: push({ link: null }) });
    await app.call('events/subscribe', { eventName: '_median_msdynamics_notification_opened' });
    await app.load('https://evil.example/', listening);
    expect(openedIn(app)).toEqual([]);
    await app.load(SITE, listening);
    expect(openedIn(app)).toHaveLength(1);
  });

  test('that unsubscribes waits', async () => {
    const app = await registered({ page: listening });
    await app.call('events/unsubscribe', { eventName: '_median_msdynamics_notification_opened' });
    await app.tap({ id: 'n1', payload: push({ link: null }) });
    expect(openedIn(app)).toEqual([]);
  });

  test('that goes away while it is told is told after its return', async () => {
    const app = await registered({ page: listening });
    const { page } = app;
    await app.call('events/subscribe', { eventName: '_median_msdynamics_notification_opened' });
    // The document is replaced, and the listener with it; the shell does not know yet.
    Object.assign(page?.window ?? {}, { _median_msdynamics_notification_opened: undefined });
    await app.tap({ id: 'n1', payload: push({ link: null }) });
    await app.load(SITE, listening);
    expect(openedIn(app)).toHaveLength(1);
  });

  test('whose listener throws has had it', async () => {
    const app = await registered({
      page: 'window._median_msdynamics_notification_opened=function(){throw 1}',
    });
    await app.tap({ id: 'n1', payload: push({ link: null }) });
    await app.load(SITE, listening);
    expect(openedIn(app)).toEqual([]);
  });
});

describe('a tap that starts the app', () => {
  test('leads to its link, and is told once although the system delivers it twice', async () => {
    const first = await registered();
    first.kill();
    first.system.launchTap = { id: 'n1', payload: push(), coldStart: true };
    const app = await first.relaunch({ page: listening }).start();
    await app.tap({ id: 'n1', payload: push(), coldStart: false });
    expect(app.system.loaded).toEqual([`${SITE}/offer`]);
    expect([...openedIn(app)].map(({ coldStart }) => coldStart)).toEqual([true]);
    expect(app.gateway.interactions).toHaveLength(1);
  });

  test('is known to have started it, also where the system tells of it first in another way', async () => {
    const first = await registered();
    const tap = { id: 'n1', payload: push() };
    const app = await first
      .relaunch({
        page: listening,
        ports: (ports) => ({
          ...ports,
          push: {
            ...ports.push,
            onTap(listener) {
              listener({ ...tap, coldStart: false });
              return ports.push.onTap(listener);
            },
            launchTap: async () => ({ ...tap, coldStart: true }),
          },
        }),
      })
      .start();
    expect([...openedIn(app)].map(({ coldStart }) => coldStart)).toEqual([true]);
  });

  test('is remembered by the system until it is stored', async () => {
    const first = await registered();
    const said: string[] = [];
    const tap = { id: 'n1', payload: push(), coldStart: true, stored: () => void said.push('stored') };
    first.system.launchTap = tap;
    const killed = first.relaunch({
      ports: (ports) => ({ ...ports, store: { ...ports.store, set: () => new Promise(() => {}) } }),
    });
    await killed.start();
    expect(said).toEqual([]);
    const app = await killed.relaunch({ page: listening, ports: (ports) => ports }).start();
    expect(said).toEqual(['stored']);
    await app.tap({ ...tap, coldStart: false });
    expect(said).toEqual(['stored', 'stored']);
    expect([...openedIn(app)].map(({ id }) => id)).toEqual(['n1']);
    expect(app.gateway.interactions).toHaveLength(1);
  });

  test('does not start it again: the system may still name it at the next launch', async () => {
    const first = await registered();
    first.system.launchTap = { id: 'n1', payload: push(), coldStart: true };
    const second = await first.relaunch().start();
    await second.relaunch().start();
    expect(first.system.loaded).toEqual([`${SITE}/offer`]);
  });

  test('that the system cannot tell does not keep the app from starting', async () => {
    const app = await launch({
      ports: (ports) => ({ ...ports, push: { ...ports.push, launchTap: () => new Promise(() => {}) } }),
    });
    await app.clock.advance(5_000);
    expect(await app.info()).toMatchObject({ platform: 'ios' });
  });
});

describe('the tracked link', () => {
  test('is followed with consent, and consent outlives the process', async () => {
    const app = await registered();
    expect(await app.call('msdynamics/setTrackingConsent', { granted: true })).toEqual({ success: true });
    const next = await app.relaunch().start();
    await next.tap({ id: 'n1', payload: push() });
    expect(next.system.loaded).toEqual([tracked]);
    await next.call('msdynamics/setTrackingConsent', { granted: false });
    await next.tap({ id: 'n2', payload: push() });
    expect(next.system.loaded).toEqual([tracked, `${SITE}/offer`]);
  });

  test('needs a consent that is true or false', async () => {
    const app = await launch();
    expect(await app.call('msdynamics/setTrackingConsent', { granted: 'yes' })).toMatchObject({
      error: 'malformed-message',
    });
  });

  test('that may not be opened opens the app only', async () => {
    const app = await registered();
    await app.tap({ id: 'n1', payload: push({ originalLink: 'javascript:alert(1)' }) });
    expect([app.system.loaded, app.system.outside]).toEqual([[], []]);
    expect(app.logged('link.refused')).toHaveLength(1);
  });
});

describe('the gateway', () => {
  test('is told of an open once, under the trace of the push', async () => {
    const app = await registered();
    await app.tap({ id: 'n1', payload: push() });
    expect(app.gateway.interactions).toEqual([
      { eventId: expect.any(String), kind: 'opened', trackingId, occurredAt: '2026-11-24T08:00:00.000Z' },
    ]);
    const [, traceId] = app.gateway.requests.at(-1)?.headers.traceparent?.split('-') ?? [];
    expect(traceId).toBe(trackingId.replaceAll('-', ''));
    expect(app.gateway.violations).toEqual([]);
  });

  test.each(['', null, '00000000-0000-0000-0000-000000000000', '{00000000-0000-0000-0000-000000000000}'])(
    'is not told of a push with the tracking id %j',
    async (id) => {
      const app = await registered({ page: listening });
      await app.tap({ id: 'n1', payload: push({ trackingId: id, link: null }) });
      expect(app.gateway.interactions).toEqual([]);
      expect(openedIn(app)).toHaveLength(1);
    },
  );

  test('is told only with consent where the app is configured so', async () => {
    const app = await registered({ config: configOf({ consent: { opens: 'with-consent' } }) });
    await app.tap({ id: 'n1', payload: push() });
    expect(app.gateway.interactions).toEqual([]);
    await app.call('msdynamics/setTrackingConsent', { granted: true });
    await app.tap({ id: 'n2', payload: push() });
    expect(app.gateway.interactions).toHaveLength(1);
  });

  test('is told later when it was out of reach, with the same event id after a lost answer', async () => {
    const app = await registered();
    app.gateway.weather = 'lost';
    await app.tap({ id: 'n1', payload: push() });
    app.gateway.weather = 'offline';
    const next = await app.relaunch().start();
    await next.tap({ id: 'n2', payload: push() });
    await next.online();
    expect(next.gateway.interactions).toHaveLength(2);
  });

  test('gets at most 100 at a time', async () => {
    const app = await registered();
    app.gateway.weather = 'offline';
    for (let i = 0; i < 120; i++) await app.tap({ id: `n${i}`, payload: push() });
    await app.online();
    expect(app.gateway.interactions).toHaveLength(120);
    const sizes = app.gateway.requests
      .filter(({ url, body }) => url.endsWith('/interactions') && body)
      .map(({ body }) => JSON.parse(body ?? '').interactions.length);
    expect(sizes.slice(-2)).toEqual([100, 20]);
  });

  test('that refuses one of them for good gets the others', async () => {
    const app = await registered();
    app.gateway.weather = 'offline';
    for (const id of ['n1', 'n2', 'n3']) await app.tap({ id, payload: push() });
    const real = app.gateway.send.bind(app.gateway);
    const poison = JSON.parse(app.system.store.get('opens') ?? '').forGateway[1].interaction.eventId;
    app.gateway.send = async (request) => {
      app.gateway.weather = request.body?.includes(poison) ? { problem: 'body-invalid' } : 'fine';
      return real(request);
    };
    await app.online();
    await app.clock.advance(60_000);
    expect(app.gateway.interactions).toHaveLength(2);
    expect(app.logged('open.refused')).toHaveLength(1);
    expect(JSON.parse(app.system.store.get('opens') ?? '').forGateway).toEqual([]);
  });

  test('learns of the installation for an open that comes before any registration', async () => {
    const app = await launch();
    await app.allow();
    await app.tap({ id: 'n1', payload: push() });
    await rest();
    expect(app.gateway.interactions).toHaveLength(1);
    expect(app.gateway.only?.view.state).toBe('none');
  });

  test('that has forgotten the installation gets both', async () => {
    const app = await registered();
    app.gateway.installations.clear();
    await app.tap({ id: 'n1', payload: push() });
    await app.clock.advance(10_000);
    expect(app.gateway.interactions).toHaveLength(1);
    expect(app.gateway.only?.view.userId).toBe('a');
  });
});

describe('after logout', () => {
  test('a tap is stored, too, and the system can forget it', async () => {
    const app = await registered();
    app.gateway.weather = 'offline';
    await app.unregister();
    const said: string[] = [];
    await app.tap({ id: 'n1', payload: push(), stored: () => void said.push('stored') });
    expect(said).toEqual(['stored']);
  });

  test('a tap opens the app, and nobody is told what it was', async () => {
    const app = await registered({ page: listening });
    app.gateway.weather = 'offline';
    await app.unregister();
    await app.tap({ id: 'n1', payload: push() });
    await app.online();
    expect([app.system.loaded, app.gateway.interactions, openedIn(app)]).toEqual([[], [], []]);
    await app.register('b');
    await app.tap({ id: 'n2', payload: push() });
    expect(app.gateway.interactions).toHaveLength(1);
  });
});
