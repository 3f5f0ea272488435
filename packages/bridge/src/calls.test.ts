import { describe, expect, test, vi } from 'vitest';
import { createBridge } from './create-bridge.ts';
import { installApp } from './testing/native-side.ts';

const answers = {
  'msdynamics/promptNotificationPermission': () => ({ granted: true, status: 'granted' }),
  'msdynamics/areNotificationsEnabled': () => ({ granted: false, status: 'denied', canAskAgain: false }),
  'msdynamics/registerDevice': () => ({ success: true }),
  'msdynamics/registrationInfo': () => ({ platform: 'ios', installationId: 'i-1' }),
  'msdynamics/unregisterDevice': () => ({ success: true }),
  'msdynamics/setTrackingConsent': () => ({ success: true }),
  'run/median_device_info': () => ({ platform: 'android' }),
  'permissions/status': () => ({ Notifications: 'undetermined' }),
};

describe.each(['android', 'ios', 'both'] as const)('in an app with the entry point of %s', (platform) => {
  const open = () => {
    const window = {};
    const app = installApp(window, platform, answers);
    const globals = Object.keys(window);
    return {
      app,
      bridge: createBridge({ window }),
      leaked: () => Object.keys(window).length - globals.length,
    };
  };

  test('every function crosses as one command and resolves with the answer', async () => {
    const { app, bridge, leaked } = open();
    const { msdynamics, permissions, deviceInfo } = bridge;
    expect(await msdynamics.promptNotificationPermission()).toEqual({ granted: true, status: 'granted' });
    expect(await msdynamics.areNotificationsEnabled()).toMatchObject({ granted: false, canAskAgain: false });
    expect(await msdynamics.registerDevice({ userId: 'abc123-user-uuid' })).toEqual({ success: true });
    expect(await msdynamics.registrationInfo()).toMatchObject({ installationId: 'i-1' });
    expect(await msdynamics.unregisterDevice()).toEqual({ success: true });
    expect(await msdynamics.setTrackingConsent({ granted: false })).toEqual({ success: true });
    expect(await deviceInfo()).toEqual({ platform: 'android' });
    expect(await permissions.status(['Notifications'])).toEqual({ Notifications: 'undetermined' });
    expect(app.commands()).toEqual([
      'msdynamics/promptNotificationPermission',
      'msdynamics/areNotificationsEnabled',
      'msdynamics/registerDevice',
      'msdynamics/registrationInfo',
      'msdynamics/unregisterDevice',
      'msdynamics/setTrackingConsent',
      'run/median_device_info',
      'permissions/status',
    ]);
    expect(app.received[2]?.data).toMatchObject({ userId: 'abc123-user-uuid' });
    expect(app.received[7]?.data).toMatchObject({ permissions: ['Notifications'] });
    expect(leaked()).toBe(0);
  });

  test('a command without parameters crosses as bare text', () => {
    const { app, bridge } = open();
    bridge.open.appSettings();
    expect(app.received).toEqual([{ command: 'open/app-settings', data: {} }]);
  });

  test('callbacks, wherever they stand, get what the promise resolves with, once', async () => {
    const { bridge, leaked } = open();
    const register = bridge.msdynamics.registerDevice;
    const callback = vi.fn();
    const last = vi.fn();
    const both = await register({ userId: 'u-1', callback }, last);
    await register({ userId: 'u-1', statuscallback: callback, callback }, callback);
    await bridge.msdynamics.areNotificationsEnabled(last);
    expect(callback.mock.calls).toEqual([[both], [{ success: true }]]);
    expect(last.mock.calls).toEqual([[both], [{ granted: false, status: 'denied', canAskAgain: false }]]);
    expect(callback.mock.calls[0]?.[0]).toBe(both);
    expect(leaked()).toBe(0);
  });

  test('the options of the caller stay as they were and only what the command knows crosses', async () => {
    const { app, bridge } = open();
    const options = Object.freeze({
      userId: 'u-1',
      identityToken: 'a.b.c',
      callback: vi.fn(),
      extra: () => {},
    });
    await bridge.msdynamics.registerDevice(options);
    expect(app.received[0]?.data).toEqual({
      userId: 'u-1',
      identityToken: 'a.b.c',
      callback: expect.stringMatching(/^_median_temp_[a-z0-9]{20,}$/),
    });
  });
});

test('permissions.status takes names, options, a callback or nothing', async () => {
  const window = {};
  const app = installApp(window, 'ios', answers);
  const { status } = createBridge({ window }).permissions;
  const callback = vi.fn();
  await status();
  await status(callback);
  await status({ permissions: ['Camera'], callback });
  await status(['Notifications', () => {}] as string[], callback);
  expect(app.received.map(({ data }) => data.permissions)).toEqual([
    undefined,
    undefined,
    ['Camera'],
    ['Notifications'],
  ]);
  expect(callback).toHaveBeenCalledTimes(3);
});

test('a callback may be the name of a global function, as in Median pages', async () => {
  const onAnswer = vi.fn();
  const window = { onAnswer };
  installApp(window, 'ios', answers);
  await createBridge({ window }).msdynamics.areNotificationsEnabled({ callback: 'onAnswer' });
  expect(onAnswer).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ granted: false }));
});

test('the entry point is looked up at each call, not at load', async () => {
  const window = {};
  const { msdynamics } = createBridge({ window });
  expect(await msdynamics.areNotificationsEnabled()).toEqual({ granted: false, reason: 'not-in-app' });
  installApp(window, 'android', answers);
  expect(await msdynamics.promptNotificationPermission()).toMatchObject({ granted: true });
});

/** A page in our shell that has not loaded yet, and has no entry point. */
function loadingPage() {
  const events = new EventTarget();
  const window = {
    ReactNativeWebView: {},
    document: { readyState: 'loading' },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  };
  return { events, window };
}

test('where our Android shell is known to come, a call before its entry point waits until the page has loaded', async () => {
  const { events, window } = loadingPage();
  const { msdynamics } = createBridge({ window });
  const early = msdynamics.registerDevice({ userId: 'u-1' });
  const app = installApp(window, 'android', answers);
  events.dispatchEvent(new Event('load'));
  events.dispatchEvent(new Event('load'));
  expect(await early).toEqual({ success: true });
  expect(app.commands()).toEqual(['msdynamics/registerDevice']);
});

test('… or a moment longer, as the shell injects once more after that; then it is not in the app', async () => {
  vi.useFakeTimers();
  try {
    const { events, window } = loadingPage();
    const { msdynamics } = createBridge({ window });
    const early = msdynamics.registerDevice({ userId: 'u-1' });
    window.document.readyState = 'complete';
    events.dispatchEvent(new Event('load'));
    const late = msdynamics.promptNotificationPermission();
    await vi.advanceTimersByTimeAsync(500);
    installApp(window, 'android', answers);
    await vi.advanceTimersByTimeAsync(500);
    expect(await early).toEqual({ success: true });
    expect(await late).toMatchObject({ granted: true });
    const nowhere = createBridge({ window: { ReactNativeWebView: {} } }).msdynamics.unregisterDevice();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await nowhere).toMatchObject({ success: false, reason: 'not-in-app' });
  } finally {
    vi.useRealTimers();
  }
});

test('a callback that throws is reported to the window and breaks nothing', async () => {
  const reportError = vi.fn();
  const window = { reportError };
  installApp(window, 'ios', answers);
  const error = new Error('of the page');
  const second = vi.fn();
  const callback = () => {
    throw error;
  };
  await createBridge({ window }).msdynamics.registerDevice({ userId: 'u-1', callback }, second);
  expect(reportError).toHaveBeenCalledExactlyOnceWith(error);
  expect(second).toHaveBeenCalledOnce();
});

describe('before anything crosses', () => {
  const window = {};
  const app = installApp(window, 'ios', answers);
  const { registerDevice, setTrackingConsent } = createBridge({ window }).msdynamics;
  const untyped = registerDevice as (...args: unknown[]) => Promise<unknown>;

  test.each([[], [{}], [null], ['u-1'], [{ userId: '' }], [{ userId: null }], [() => {}]])(
    'registerDevice(%o) lacks the userId',
    async (...args) => {
      expect(await untyped(...args)).toEqual({
        success: false,
        reason: 'user-id-required',
        message: expect.stringContaining('without a userId'),
      });
    },
  );

  test.each(['a b', 'ä', 'a@b.example', 'x'.repeat(129), 'id\n', 42, {}, ['u-1']])(
    'registerDevice refuses the userId %o',
    async (userId) => {
      expect(await untyped({ userId })).toMatchObject({ success: false, reason: 'user-id-invalid' });
    },
  );

  test('an identityToken must be text and consent must be a boolean', async () => {
    const token = await untyped({ userId: 'u-1', identityToken: {} });
    expect(token).toMatchObject({ success: false, reason: 'identity-invalid' });
    const consent = await (setTrackingConsent as (options: unknown) => Promise<unknown>)({ granted: 'yes' });
    expect(consent).toMatchObject({ success: false, reason: 'malformed-message' });
  });

  test('nothing has crossed', () => expect(app.received).toEqual([]));
});

test('getters that throw count as missing options', async () => {
  const options = {
    get userId(): string {
      throw new Error('no');
    },
    get callback(): never {
      throw new Error('no');
    },
  };
  const answer = await createBridge({ window: {} }).msdynamics.registerDevice(options);
  expect(answer).toMatchObject({ reason: 'user-id-required' });
});
