import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dynamicsPush, type SystemKind } from '../../../test/fake-system.ts';
import { App, rest, SITE } from '../../../test/launch.ts';

const event = '_median_msdynamics_notification_opened';
const listening = `var opened=[];window.${event}=function(o){opened.push(o.id)}`;
const deaf = 'var opened=[]';

interface World {
  app: App;
  tapped: string[];
  /** Heard by pages that are gone. */
  heard: string[];
}

const heardBy = ({ page }: App) => (page?.window.opened ?? []) as string[];
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Another document: what the last one heard is noted. */
const load = (page: string) => async (world: World) => {
  world.heard.push(...heardBy(world.app));
  await world.app.load(SITE, page);
};

async function tap(world: World, again: boolean): Promise<void> {
  const { tapped, app } = world;
  if (!again) tapped.push(id(tapped.length + 1));
  const last = tapped.at(-1);
  if (!last) return;
  const link = tapped.length % 2 === 0 ? SITE : null;
  const payload = dynamicsPush(app.system.kind, { trackingId: last, link, originalLink: link });
  await app.tap({ id: last, payload });
}

const acts: Record<string, (world: World) => Promise<unknown>> = {
  tap: (world) => tap(world, false),
  tapAgain: (world) => tap(world, true),
  listens: load(listening),
  doesNot: load(deaf),
  async restart(world) {
    world.heard.push(...heardBy(world.app));
    world.app = await world.app.relaunch().start();
  },
  subscribe: ({ app }) => app.call('events/subscribe', { eventName: event }),
  unsubscribe: ({ app }) => app.call('events/unsubscribe', { eventName: event }),
  offline: async ({ app }) => {
    app.gateway.weather = 'offline';
  },
  lost: async ({ app }) => {
    app.gateway.weather = 'lost';
  },
  online: ({ app }) => app.online(),
  resume: ({ app }) => app.resume(),
  later: ({ app }) => app.clock.advance(4_000),
};

test.each<SystemKind>(['ios', 'android-34'])(
  'in whatever order things happen on %s, each tap reaches a listening page once and the gateway once',
  async (kind) => {
    const order = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(order, async (names) => {
        const app = await new App({ kind, page: deaf }).start();
        const world: World = { app, tapped: [], heard: [] };
        for (const name of names) await acts[name]?.(world);
        await world.app.online();
        await world.app.clock.advance(60 * 60_000);
        await load(listening)(world);
        await rest();
        expect([...world.heard, ...heardBy(world.app)].sort()).toEqual([...world.tapped].sort());
        const told = app.gateway.interactions.map(({ trackingId }) => trackingId);
        expect(told.sort()).toEqual([...world.tapped].sort());
        expect(app.gateway.violations).toEqual([]);
        world.app.kill();
      }),
      { numRuns: 100 },
    );
  },
);
