import type { NotificationOpened } from '@journeys-push/contract/page-shell';
import { describe, expect, test, vi } from 'vitest';
import { createBridge } from './create-bridge.ts';
import { installApp } from './testing/native-side.ts';

const opened = '_median_msdynamics_notification_opened';
const received = '_median_msdynamics_notification_received';
const changed = '_median_msdynamics_registration_changed';
const open = (id: string) => ({
  id,
  title: 'Hello',
  body: '',
  openedAt: '2026-01-01T00:00:00Z',
  coldStart: true,
});

const page = (globals: Record<string, unknown> = {}) => {
  const app = installApp(globals, 'android');
  return { window: globals, app, bridge: createBridge({ window: globals }) };
};

test('the first listener subscribes, the last one unsubscribes, and the global lives in between', () => {
  const { window, app, bridge } = page();
  const { notificationOpened } = bridge.msdynamics;
  const [one, two] = [vi.fn(), vi.fn()];
  const stopOne = notificationOpened.addListener(one);
  const stopTwo = notificationOpened.addListener(two);
  app.callGlobal(opened, open('o-1'));
  stopOne();
  stopOne();
  expect(typeof window[opened]).toBe('function');
  stopTwo();
  expect(opened in window).toBe(false);
  expect(one).toHaveBeenCalledExactlyOnceWith(open('o-1'));
  expect(two).toHaveBeenCalledOnce();
  expect(app.received).toEqual([
    { command: 'events/subscribe', data: { eventName: opened } },
    { command: 'events/unsubscribe', data: { eventName: opened } },
  ]);
});

test('an open that is delivered twice is heard once, also by a component that came back in between', () => {
  const { app, bridge } = page();
  const listener = vi.fn<(event: NotificationOpened) => void>();
  const stop = bridge.msdynamics.notificationOpened.addListener(listener);
  app.callGlobal(opened, open('o-1'));
  app.callGlobal(opened, open('o-1'));
  stop();
  bridge.msdynamics.notificationOpened.addListener(listener);
  app.callGlobal(opened, open('o-1'));
  app.callGlobal(opened, open('o-2'));
  expect(listener.mock.calls.map(([event]) => event.id)).toEqual(['o-1', 'o-2']);
});

test('every change of the registration is heard, they have no id', () => {
  const { app, bridge } = page();
  const listener = vi.fn();
  bridge.msdynamics.registrationChanged.addListener(listener);
  app.callGlobal(changed, { state: 'queued' });
  app.callGlobal(changed, { state: 'registered' });
  app.callGlobal(changed, { state: 'registered' });
  expect(listener).toHaveBeenCalledTimes(3);
});

test('a listener that throws does not keep the event from the others', () => {
  const reportError = vi.fn();
  const { app, bridge } = page({ reportError });
  const listener = vi.fn();
  bridge.msdynamics.notificationOpened.addListener(() => {
    throw new Error('of the page');
  });
  bridge.msdynamics.notificationOpened.addListener(listener);
  app.callGlobal(opened, open('o-1'));
  expect(listener).toHaveBeenCalledOnce();
  expect(reportError).toHaveBeenCalledOnce();
});

test('a function of the page under that name is called as before, and is back afterwards', () => {
  const own = vi.fn();
  const { window, app, bridge } = page({ [opened]: own });
  const listener = vi.fn();
  const stop = bridge.msdynamics.notificationOpened.addListener(listener);
  app.callGlobal(opened, open('o-1'));
  expect(own).toHaveBeenCalledExactlyOnceWith(open('o-1'));
  expect(listener).toHaveBeenCalledOnce();
  stop();
  expect(window[opened]).toBe(own);
  expect(app.commands()).toEqual(['events/subscribe']);
});

test('a function that the page has put in front stays, and hears events once after a second subscription', () => {
  const { window, app, bridge } = page();
  const listener = vi.fn();
  const stop = bridge.msdynamics.registrationChanged.addListener(() => {});
  const ours = window[changed] as (payload: unknown) => void;
  const front = vi.fn((payload: unknown) => ours(payload));
  window[changed] = front;
  stop();
  expect(window[changed]).toBe(front);
  bridge.msdynamics.registrationChanged.addListener(listener);
  app.callGlobal(changed, { state: 'queued' });
  expect(front).toHaveBeenCalledOnce();
  expect(listener).toHaveBeenCalledOnce();
});

test('several bridges share the global: each hears everything once, the last one to leave takes it away', () => {
  const { window, app, bridge } = page();
  const other = createBridge({ window });
  const [one, two] = [vi.fn(), vi.fn()];
  const stopOne = bridge.msdynamics.registrationChanged.addListener(one);
  const stopTwo = other.msdynamics.registrationChanged.addListener(two);
  app.callGlobal(changed, { state: 'queued' });
  stopOne();
  expect(app.commands()).not.toContain('events/unsubscribe');
  app.callGlobal(changed, { state: 'sent' });
  stopTwo();
  expect(one).toHaveBeenCalledTimes(1);
  expect(two).toHaveBeenCalledTimes(2);
  expect(changed in window).toBe(false);
  expect(app.commands().filter((command) => command === 'events/unsubscribe')).toHaveLength(1);
});

test('a page that comes back alive from the history subscribes again', () => {
  const events = new EventTarget();
  const { app, bridge } = page({
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  });
  const show = (persisted: boolean) =>
    events.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
  const stop = bridge.msdynamics.notificationOpened.addListener(() => {});
  show(false);
  expect(app.commands()).toEqual(['events/subscribe']);
  show(true);
  expect(app.commands()).toEqual(['events/subscribe', 'events/subscribe']);
  stop();
  show(true);
  expect(app.commands()).toEqual(['events/subscribe', 'events/subscribe', 'events/unsubscribe']);
});

test('a call of the global without an event is ignored', () => {
  const { window, bridge } = page();
  const listener = vi.fn();
  bridge.msdynamics.notificationReceived.addListener(listener);
  (window[received] as (event?: unknown) => void)();
  (window[received] as (event?: unknown) => void)(null);
  expect(listener).not.toHaveBeenCalled();
});

test('what is no function is no listener', () => {
  const { app, bridge } = page();
  (bridge.msdynamics.notificationOpened.addListener as (listener: unknown) => () => void)('x')();
  expect(app.received).toEqual([]);
});

describe('the verdict on a notification in the foreground', () => {
  const arrival = { id: 'n-1', title: 'Hello', body: '', receivedAt: '2026-01-01T00:00:00Z' };
  const verdicts = ({ app }: ReturnType<typeof page>) =>
    app.received
      .filter(({ command }) => command === 'msdynamics/notificationReceivedAnswer')
      .map(({ data }) => data);
  const settled = () => new Promise(setImmediate);

  test.each([
    ['a value', () => 'hide' as const],
    ['a promise', async () => 'hide' as const],
  ])('is sent when a listener returns %s', async (_, listener) => {
    const here = page();
    here.bridge.msdynamics.notificationReceived.addListener(listener);
    here.app.callGlobal(received, arrival);
    here.app.callGlobal(received, arrival);
    await settled();
    expect(verdicts(here)).toEqual([{ id: 'n-1', display: 'hide' }]);
  });

  test('is the first one of several listeners, whatever the others do', async () => {
    const reportError = vi.fn();
    const here = page({ reportError });
    const { addListener } = here.bridge.msdynamics.notificationReceived;
    addListener(() => {
      throw new Error('of the page');
    });
    addListener(() => Promise.reject(new Error('later')));
    addListener(() => {});
    addListener(() => 'show');
    addListener(() => 'hide');
    here.app.callGlobal(received, arrival);
    await settled();
    expect(verdicts(here)).toEqual([{ id: 'n-1', display: 'show' }]);
    expect(reportError).toHaveBeenCalledTimes(2);
  });

  test('is not sent when no listener comes to one', async () => {
    const here = page();
    here.bridge.msdynamics.notificationReceived.addListener(() => {});
    here.app.callGlobal(received, arrival);
    await settled();
    expect(verdicts(here)).toEqual([]);
  });
});
