import { afterEach, expect, test, vi } from 'vitest';
import { createBridge } from './create-bridge.ts';
import { createPushStore } from './push-store.ts';
import { installApp } from './testing/native-side.ts';

afterEach(() => vi.unstubAllGlobals());

/** An app whose permission and registration can be changed, and a store that looks at it. */
function openStore(state = { granted: false, registration: 'none' }) {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('document', document);
  const window: Record<string, unknown> = {};
  const app = installApp(window, 'android', {
    'msdynamics/areNotificationsEnabled': () => ({ granted: state.granted }),
    'msdynamics/registrationInfo': () => ({
      platform: 'android',
      registration: { state: state.registration },
    }),
    'msdynamics/promptNotificationPermission': () => {
      state.granted = true;
      return { granted: true };
    },
    'msdynamics/registerDevice': () => {
      state.registration = 'registered';
      return { success: true };
    },
    'msdynamics/unregisterDevice': () => {
      state.registration = 'removed';
      return { success: true };
    },
  });
  const store = createPushStore(createBridge({ window }));
  const seen = () => [store.getState().permission?.granted, store.getState().registration?.state];
  return { app, store, seen, state, document, window };
}

test('nothing is known and nothing is asked until someone looks', () => {
  const { app, store, seen } = openStore();
  expect(store.getState()).toEqual({});
  expect(seen()).toEqual([undefined, undefined]);
  expect(app.received).toEqual([]);
});

test('any number of subscribers read once, and the last one to leave ends it', async () => {
  const { app, store, window, document, seen } = openStore();
  const onChange = vi.fn();
  const stops = [store.subscribe(onChange), store.subscribe(() => {})];
  await vi.waitFor(() => expect(seen()).toEqual([false, 'none']));
  expect(onChange).toHaveBeenCalledOnce();
  expect(app.commands().sort()).toEqual([
    'events/subscribe',
    'msdynamics/areNotificationsEnabled',
    'msdynamics/registrationInfo',
  ]);
  for (const stop of stops) stop();
  document.dispatchEvent(new Event('visibilitychange'));
  expect(app.commands().at(-1)).toBe('events/unsubscribe');
  expect(Object.keys(window)).toEqual(['JSBridge']);
});

test('actions answer as the bridge does and the state follows', async () => {
  const { store, seen } = openStore();
  store.subscribe(() => {});
  expect(await store.prompt()).toEqual({ granted: true });
  await vi.waitFor(() => expect(seen()).toEqual([true, 'none']));
  expect(await store.register({ userId: 'u-1' })).toEqual({ success: true });
  await vi.waitFor(() => expect(seen()).toEqual([true, 'registered']));
  expect(await store.unregister()).toEqual({ success: true });
  await vi.waitFor(() => expect(seen()).toEqual([true, 'removed']));
});

test('a page that becomes visible reads again: permission may have changed in the settings', async () => {
  const { store, seen, state, document } = openStore();
  store.subscribe(() => {});
  await vi.waitFor(() => expect(seen()).toEqual([false, 'none']));
  state.granted = true;
  document.visibilityState = 'hidden';
  document.dispatchEvent(new Event('visibilitychange'));
  await new Promise(setImmediate);
  expect(seen()).toEqual([false, 'none']);
  document.visibilityState = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.waitFor(() => expect(seen()).toEqual([true, 'none']));
});

test('a change of the registration shows at once and is read again', async () => {
  const { app, store, seen, state } = openStore();
  store.subscribe(() => {});
  await vi.waitFor(() => expect(seen()).toEqual([false, 'none']));
  state.registration = 'sent';
  app.callGlobal('_median_msdynamics_registration_changed', { state: 'queued' });
  expect(seen()).toEqual([false, 'queued']);
  await vi.waitFor(() => expect(seen()).toEqual([false, 'sent']));
});

test('an answer that was overtaken by a later one is dropped', async () => {
  const window: Record<string, unknown> = {};
  vi.stubGlobal('document', undefined);
  const app = installApp(window, 'ios');
  const store = createPushStore(createBridge({ window }));
  const indexOf = (name: string) =>
    app.commands().flatMap((command, index) => (command.endsWith(name) ? [index] : []));
  store.subscribe(() => {});
  app.callGlobal('_median_msdynamics_registration_changed', { state: 'queued' });
  const [first = 0, second = 0] = indexOf('areNotificationsEnabled');
  const [firstInfo = 0, secondInfo = 0] = indexOf('registrationInfo');
  app.answer({ granted: true }, second);
  app.answer({ registration: { state: 'registered' } }, secondInfo);
  await vi.waitFor(() => expect(store.getState().permission).toEqual({ granted: true }));
  app.answer({ granted: false }, first);
  app.answer({ registration: { state: 'none' } }, firstInfo);
  await new Promise(setImmediate);
  expect(store.getState().permission).toEqual({ granted: true });
  expect(store.getState().registration?.state).toBe('registered');
});

test('outside the app the reason is known and the rest stays missing', async () => {
  const store = createPushStore(createBridge({ window: {} }));
  store.subscribe(() => {});
  await vi.waitFor(() =>
    expect(store.getState()).toEqual({ permission: { granted: false, reason: 'not-in-app' } }),
  );
});
