import { expect, test } from 'vitest';
import { dynamicsPush } from '../../test/fake-system.ts';
import { type App, launch } from '../../test/launch.ts';
import { arrivalWithoutCore } from './arrival-without-core.ts';

/** The phone starts a process of the app for a push; the app itself is not running. */
function arrive(app: App, payload: unknown = dynamicsPush('android-34')) {
  app.kill();
  const { store } = app.system;
  return arrivalWithoutCore(
    {
      store: { get: async (key) => store.get(key), set: async () => {}, remove: async () => {} },
      clock: app.clock,
    },
    payload,
  );
}

const open = async () => {
  const app = await launch({ kind: 'android-34' });
  await app.allow();
  return app;
};

test('a push is shown by a process that was started for it', async () => {
  const app = await open();
  await app.register('user-1');
  expect(await arrive(app)).toBe('show');
});

test('a push is shown where nobody has ever registered: a backend may have sent it', async () => {
  expect(await arrive(await launch({ kind: 'android-34' }))).toBe('show');
});

test('after logout it is not shown', async () => {
  const app = await open();
  await app.register('user-1');
  await app.unregister();
  expect(await arrive(app)).toBe('hide');
});

test('what has neither title nor text is not shown', async () => {
  const app = await open();
  expect(await arrive(app, dynamicsPush('android-34', { title: '', body: '' }))).toBe('hide');
});

test('a store that cannot be read costs nobody a push', async () => {
  const app = await open();
  const failing = () => Promise.reject(new Error('busy'));
  const answer = arrivalWithoutCore(
    { store: { get: failing, set: failing, remove: failing }, clock: app.clock },
    dynamicsPush('android-34'),
  );
  await app.clock.advance(2_000);
  expect(await answer).toBe('show');
});
