import { describe, expect, test } from 'vitest';
import { createDyingStore } from '../../test/dying-store.ts';
import { dynamicsPush } from '../../test/fake-system.ts';
import { App, rest, SITE } from '../../test/launch.ts';

const listening =
  'var opened=[];window._median_msdynamics_notification_opened=function(o){opened.push(o.id)}';
const openedIn = (app: App) => (app.page?.window.opened ?? []) as string[];
const payload = dynamicsPush('ios', {
  link: `${SITE}/a`,
  originalLink: `${SITE}/a`,
  trackingId: '6f1f2d3c-4b5a-4978-8c6d-5e4f3a2b1c0d',
});

/** A life with everything that is stored: permission, token, registrations, logout, opens, consent. */
const life: ((app: App) => Promise<unknown>)[] = [
  (app) => app.start(),
  (app) => app.allow(),
  (app) => app.register('aaa', { identityToken: 'a.b.c' }),
  (app) => app.call('msdynamics/setTrackingConsent', { granted: true }),
  (app) => app.tap({ id: 'n1', payload }),
  (app) => app.load(),
  (app) => app.rotate('token-2-bbbbbbbb'),
  async (app) => {
    app.gateway.weather = 'offline';
    await app.unregister();
  },
  (app) => app.online(),
  (app) => app.register('bbb'),
];

/** Lives until the end, or until it is killed: then what the page was doing never ends. */
async function live(app: App, dead: () => boolean): Promise<void> {
  for (const step of life) {
    const done = step(app);
    await rest();
    if (dead()) return;
    await done;
    await rest();
    if (dead()) return;
  }
}

async function run(at: number, landed: boolean) {
  const store = createDyingStore(at, landed);
  const app = new App({ page: listening, ports: store.ports });
  const before: string[] = [];
  store.onDeath = () => {
    before.push(...openedIn(app));
    app.kill();
  };
  await live(app, () => {
    before.push(...openedIn(app));
    return store.died;
  });
  return { app, store, opened: new Set(before) };
}

const { store } = await run(Number.POSITIVE_INFINITY, true);

describe.each([
  ['lands', true],
  ['is lost', false],
] as const)('killed at a write that %s', (_what, landed) => {
  test.each(Array.from({ length: store.writes }, (_, i) => i + 1))(
    'number %i, the next process goes on as if nothing had happened',
    async (at) => {
      const { app: dead, opened } = await run(at, landed);
      dead.gateway.weather = 'fine';
      const app = await dead.relaunch({ ports: (ports) => ports }).start();
      await app.clock.advance(60_000);
      const { intent } = JSON.parse(app.system.store.get('registration') ?? '{"intent":{}}');
      const { only, installations, violations } = app.gateway;
      expect(installations.size).toBeLessThanOrEqual(1);
      expect(only?.view.userId).toBe(intent.userId);

      await app.allow();
      expect(await app.register('bbb')).toMatchObject({ success: true });
      expect(app.gateway.only).toMatchObject({
        view: { userId: 'bbb' },
        put: { token: { value: app.system.token } },
      });
      expect(app.gateway.interactions.length).toBeLessThanOrEqual(1);
      // What the page was told and what it is told now is the tap, if it got as far as the store.
      for (const id of openedIn(app)) opened.add(id);
      const { seen = [] } = JSON.parse(app.system.store.get('opens') ?? '{}');
      expect([...opened]).toEqual(seen);
      expect(violations).toEqual([]);
      expect(app.logged('internal')).toEqual([]);
    },
  );
});
