import { problems } from '@journeys-push/contract/problems';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBridge } from './create-bridge.ts';
import { texts } from './failure.ts';
import { installApp } from './testing/native-side.ts';

/** Every function once, with what it is expected to answer when the reason is `reason`. */
const everyCall = ({ msdynamics, permissions, deviceInfo }: ReturnType<typeof createBridge>) => ({
  permission: [msdynamics.promptNotificationPermission(), msdynamics.areNotificationsEnabled()],
  outcome: [
    msdynamics.registerDevice({ userId: 'u-1' }),
    msdynamics.unregisterDevice(),
    msdynamics.setTrackingConsent({ granted: true }),
  ],
  facts: [msdynamics.registrationInfo(), deviceInfo(), permissions.status()],
});

async function expectFailures(calls: ReturnType<typeof everyCall>, reason: string, message: unknown) {
  for (const call of calls.permission) expect(await call).toEqual({ granted: false, reason });
  for (const call of calls.outcome) expect(await call).toEqual({ success: false, reason, message });
  for (const call of calls.facts) {
    await expect(call).rejects.toMatchObject({ code: reason, error: reason, message });
    await expect(call).rejects.toBeInstanceOf(Error);
  }
}

test('outside the app every call settles with not-in-app, and nothing throws', async () => {
  const bridge = createBridge({ window: {} });
  bridge.open.appSettings();
  await expectFailures(everyCall(bridge), 'not-in-app', texts['not-in-app']);
});

test('without a window, as on a server, every call settles with not-in-app', async () => {
  const bridge = createBridge();
  bridge.open.appSettings();
  bridge.msdynamics.notificationOpened.addListener(() => {})();
  await expectFailures(everyCall(bridge), 'not-in-app', texts['not-in-app']);
});

test.each(['plugin-disabled', 'unknown-command'])(
  'an answer with the error %s becomes the reason',
  async (error) => {
    const window: Record<string, unknown> = {};
    const app = installApp(window, 'android');
    const calls = everyCall(createBridge({ window }));
    app.received.forEach((_, index) => {
      app.answer({ error, message: 'said the shell' }, index);
    });
    await expectFailures(calls, error, 'said the shell');
  },
);

test('an entry point that throws is told at once', async () => {
  const postMessage = () => {
    throw new Error('detached');
  };
  const window: Record<string, unknown> = { JSBridge: { postMessage } };
  await expectFailures(
    everyCall(createBridge({ window })),
    'malformed-message',
    expect.stringContaining('detached'),
  );
  expect(Object.keys(window)).toEqual(['JSBridge']);
});

test('the texts are those of the contract', () => {
  for (const [code, text] of Object.entries(texts)) {
    const { title, remedy } = problems[code as keyof typeof texts];
    expect(text).toBe(`${title} ${remedy}`);
  }
});

test('with a callback the error of registrationInfo goes there, and nobody is left with an unhandled rejection', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const callback = vi.fn();
  const promise = createBridge({ window: {} }).msdynamics.registrationInfo({ callback });
  await new Promise(setImmediate);
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(callback).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'not-in-app' }));
  await expect(promise).rejects.toBe(callback.mock.calls[0]?.[0]);
});

describe('an app that takes its time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is given 30 s when it does not answer, and a person at a dialog 10 min', async () => {
    const window: Record<string, unknown> = {};
    const app = installApp(window, 'ios');
    const { promptNotificationPermission: prompt, ...msdynamics } = createBridge({ window }).msdynamics;
    const settled = vi.fn();
    const register = msdynamics.registerDevice({ userId: 'u-1' }, settled);
    const info = msdynamics.registrationInfo(settled);
    const prompted = prompt(settled);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledTimes(2);
    expect(await register).toEqual({ success: false, reason: 'deadline', message: texts.deadline });
    await expect(info).rejects.toMatchObject({ code: 'deadline' });
    await vi.advanceTimersByTimeAsync(600_000 - 30_000);
    expect(await prompted).toEqual({ granted: false, reason: 'deadline' });
    expect(Object.keys(window)).toEqual(['webkit']);
    app.answer({ granted: true });
    expect(settled).toHaveBeenCalledTimes(3);
  });

  test('that answers leaves no timer running', async () => {
    const window = {};
    const app = installApp(window, 'ios');
    const answer = createBridge({ window }).msdynamics.promptNotificationPermission();
    app.answer({ granted: true });
    expect(await answer).toEqual({ granted: true });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is given what the options say, however long', async () => {
    const window = {};
    installApp(window, 'ios');
    const { msdynamics } = createBridge({
      window,
      deadlineMs: 50,
      promptDeadlineMs: Number.POSITIVE_INFINITY,
    });
    const settled = vi.fn();
    void msdynamics.promptNotificationPermission(settled);
    void msdynamics.unregisterDevice(settled);
    await vi.advanceTimersByTimeAsync(50);
    expect(settled).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason: 'deadline' }));
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(settled).toHaveBeenCalledOnce();
  });
});
