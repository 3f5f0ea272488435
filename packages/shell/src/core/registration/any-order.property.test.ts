import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SystemKind } from '../../../test/fake-system.ts';
import { App, rest } from '../../../test/launch.ts';

/** What the page wanted last, in this run. */
interface World {
  app: App;
  wish: string | undefined;
  /** Nobody is wanted here since somebody left. */
  left: boolean;
  tokens: number;
}

const wants = (userId: string | undefined) => async (world: World) => {
  world.wish = userId;
  world.left = userId === undefined;
  void (userId ? world.app.register(userId) : world.app.unregister());
  await rest();
};
const weather =
  (name: 'offline' | 'lost' | 'fine') =>
  async ({ app }: World) => {
    app.gateway.weather = name;
  };
const passes =
  (ms: number) =>
  ({ app }: World) =>
    app.clock.advance(ms);

const acts: Record<string, (world: World) => Promise<unknown>> = {
  registerA: wants('aaa'),
  registerB: wants('bbb'),
  unregister: wants(undefined),
  async prompt({ app }) {
    void app.prompt();
    await rest();
  },
  async allow({ app }) {
    app.system.answer('allow');
    await rest();
  },
  async deny({ app }) {
    app.system.answer('deny');
    await rest();
  },
  async switchedOn({ app }) {
    app.system.allowed = 'yes';
    await app.resume();
  },
  async switchedOff({ app }) {
    app.system.allowed = 'no';
    await app.resume();
  },
  async rotate(world) {
    world.tokens += 1;
    await world.app.rotate(`token-${world.tokens}-xxxxxxxx`);
  },
  async restart(world) {
    world.app = await world.app.relaunch().start();
  },
  async restartWithAnotherToken(world) {
    world.app.kill();
    world.tokens += 1;
    world.app.system.token = `token-${world.tokens}-yyyyyyyy`;
    world.app = await world.app.relaunch().start();
  },
  async tokenHangs({ app }) {
    app.system.tokenIs = 'hanging';
  },
  async forgotten({ app }) {
    app.gateway.installations.clear();
  },
  async unavailable({ app }) {
    app.gateway.weather = { problem: 'gateway-unavailable', retryAfter: '30' };
  },
  async slow({ app }) {
    app.gateway.dynamics = 'slow';
  },
  async decided({ app }) {
    app.gateway.decide();
  },
  async slowNetwork({ app }) {
    app.gateway.latencyMs = 3_000;
  },
  async fastNetwork({ app }) {
    app.gateway.latencyMs = 0;
  },
  offline: weather('offline'),
  lost: weather('lost'),
  fine: weather('fine'),
  online: ({ app }) => app.online(),
  resume: ({ app }) => app.resume(),
  reload: ({ app }) => app.load(),
  second: passes(1_000),
  another: passes(2_000),
  quarter: passes(15 * 60_000),
};

/** The network is back, the token can be read, Dynamics decides, the next day comes. */
async function comeToRest({ app }: World): Promise<void> {
  app.system.answer('dismiss');
  app.system.tokenIs = 'there';
  app.gateway.latencyMs = 0;
  await app.clock.advance(60_000);
  await app.online();
  await app.resume();
  await app.clock.advance(60 * 60_000);
  app.gateway.decide();
  await app.clock.advance(23 * 60 * 60_000);
  await app.resume();
  await app.clock.advance(60_000);
}

async function check({ app, wish, left }: World): Promise<void> {
  const { gateway, system } = app;
  expect(gateway.violations).toEqual([]);
  expect(app.logged('internal')).toEqual([]);
  expect(gateway.only?.view.userId).toBe(wish);
  expect(await app.arrive({ payload: { data: { title: 'Hello' } } })).toBe(left ? 'hide' : 'show');
  if (wish) {
    const granted = system.allowed === 'yes';
    expect(gateway.only?.put.notificationsEnabled).toBe(granted);
    if (granted) expect(gateway.only?.put.token?.value).toBe(system.token);
  }
  const said = app.log.map(({ message }) => message).join();
  expect(said).not.toMatch(/aaa|bbb|token-\d|credential-\d/);
  // Every call of this process has got exactly one answer; none is still open after all that time.
  const traces = (kind: 'page.call' | 'page.answer') =>
    app.observed.flatMap((seen) => (seen.kind === kind ? [seen.traceId] : [])).sort();
  expect(traces('page.answer')).toEqual(traces('page.call'));
  for (const [callback, answers] of app.answers)
    expect([callback, answers.length <= 1]).toEqual([callback, true]);
  const globals = Object.keys(app.page?.window ?? {}).filter((name) => !name.startsWith('cb_'));
  const entry = system.kind === 'ios' ? 'webkit' : 'JSBridge';
  expect(globals.sort()).toEqual([entry, 'location', 'post', 'window'].sort());
}

test.each<SystemKind>(['ios', 'android-34', 'android-31'])(
  'in whatever order things happen on %s, at rest the gateway holds exactly the last wish',
  async (kind) => {
    const order = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(order, fc.boolean(), async (names, slow) => {
        const app = await new App({ kind }).start();
        app.gateway.latencyMs = slow ? 3_000 : 0;
        const world: World = { app, wish: undefined, left: false, tokens: 1 };
        for (const name of names) await acts[name]?.(world);
        await comeToRest(world);
        await check(world);
        world.app.kill();
      }),
      { numRuns: 150 },
    );
  },
);
