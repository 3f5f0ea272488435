import type { Registration } from '@journeys-push/contract/page-shell';
import { describe, expect, test } from 'vitest';
import { createFakePage } from '../../../test/fake-page.ts';
import { type App, launch, SITE } from '../../../test/launch.ts';

const name = '_median_msdynamics_registration_changed';
const listening = `var told=[];window.${name}=function(r){told.push(r.state)}`;
const toldTo = (app: App) => (app.page?.window.told ?? []) as Registration['state'][];

describe('registrationChanged', () => {
  test('tells a page that listens of each change, once', async () => {
    const app = await launch({ page: listening });
    app.gateway.dynamics = 'slow';
    await app.register('a');
    await app.allow();
    app.gateway.decide();
    await app.clock.advance(10_000);
    await app.unregister();
    app.gateway.decide();
    await app.clock.advance(10_000);
    await app.resume();
    expect(toldTo(app)).toEqual(['waiting', 'queued', 'registered', 'removing', 'removed']);
  });

  test('says nothing where nothing has changed', async () => {
    const app = await launch({ page: listening });
    await app.resume();
    await app.load(SITE, listening);
    expect(toldTo(app)).toEqual([]);
  });

  test('tells a page that listens later what no page has heard yet', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.dynamics = 'slow';
    await app.register('a');
    app.gateway.decide();
    await app.clock.advance(10_000);
    await app.load(SITE, listening);
    expect(toldTo(app)).toEqual(['registered']);
    await app.load(SITE, listening);
    expect(toldTo(app)).toEqual([]);
  });

  test('does not repeat what a page was answered', async () => {
    const app = await launch();
    await app.allow();
    await app.register('a');
    await app.load(SITE, listening);
    expect(toldTo(app)).toEqual([]);
  });

  test('that no document was there for reaches the next one, although the script was run', async () => {
    const app = await launch({ page: listening });
    await app.allow();
    app.gateway.dynamics = 'slow';
    await app.register('a');
    // A link was followed: the scripts of the next document have not run yet.
    app.page = createFakePage(SITE);
    app.gateway.decide();
    await app.clock.advance(10_000);
    await app.load(SITE);
    expect(toldTo(app)).toEqual(['registered']);
    await app.load(SITE);
    expect(toldTo(app)).toEqual([]);
  });

  test('tells of a permission that was switched in the settings, also where nobody is registered', async () => {
    const app = await launch({ page: listening });
    await app.allow();
    expect(toldTo(app)).toEqual([]);
    for (const allowed of ['no', 'yes', 'no'] as const) {
      app.system.allowed = allowed;
      await app.resume();
      await app.resume();
    }
    expect(toldTo(app)).toEqual(['none', 'none', 'none']);
    await app.load(SITE);
    expect(toldTo(app)).toEqual([]);
  });

  test('tells of it once where it changes the registration', async () => {
    const app = await launch({ page: listening });
    await app.allow();
    await app.register('a');
    for (const allowed of ['no', 'yes'] as const) {
      app.system.allowed = allowed;
      await app.resume();
    }
    expect(toldTo(app)).toEqual(['registered', 'waiting', 'registered']);
  });

  test('is kept over a restart until a page listens', async () => {
    const app = await launch();
    await app.allow();
    app.gateway.dynamics = 'slow';
    await app.register('a');
    app.gateway.decide();
    await app.clock.advance(10_000);
    const next = await app.relaunch({ page: listening }).start();
    expect(toldTo(next)).toEqual(['registered']);
  });
});

test('the state says since when it holds, over restarts', async () => {
  const app = await launch();
  await app.register('a');
  const { since } = (await app.info()).registration as Registration;
  await app.clock.advance(60_000);
  const next = await app.relaunch().start();
  expect(await next.info()).toMatchObject({ registration: { state: 'waiting', since } });
});

test('an observer is told who this is at the start, and of every change', async () => {
  const app = await launch();
  await app.allow();
  await app.register('a');
  const states = app.observed.flatMap((seen) =>
    seen.kind === 'registration' ? [seen.registration.state] : [],
  );
  expect(states).toEqual(['none', 'registered']);
});
