import { JourneysPushShell } from '@journeys-push/shell/native';
import { defineArrivalTask } from '@journeys-push/shell/native/background';
import asyncStorage from '@react-native-async-storage/async-storage';
import { act, render, screen } from '@testing-library/react-native';
import { AppState, Platform } from 'react-native';
import { configOf, HOME } from './config.ts';
import { dataFormat, drawnBySystem } from './notifications.ts';
import { rest, visit } from './page.ts';
import { emit, phone } from './phone.ts';

const android = Platform.OS === 'android';

/** Where the app is, as it sees it itself. */
const appIs = (state: 'active' | 'background') => Object.assign(AppState, { currentState: state });

beforeEach(() => appIs('active'));

async function open(config = configOf()) {
  render(<JourneysPushShell config={config} />);
  await act(rest);
}

/** What the system is told to do with a push that arrives in front. */
const shown = async (notification: unknown) =>
  (await phone.handler?.handleNotification(notification))?.shouldShowBanner;

test.each([
  ['show', true],
  ['hide', false],
] as const)('in front, the configuration decides: %s', async (foreground, expected) => {
  await open(configOf({ foreground }));
  expect(await shown(drawnBySystem())).toBe(expected);
});

describe('a push that comes in front while the core is being loaded', () => {
  /** The app, with a store that is read when the test says so: before, there is no core. */
  async function openSlowly(config = configOf()) {
    let read = () => {};
    const reading = new Promise<void>((resolve) => {
      read = resolve;
    });
    const getItem = asyncStorage.getItem;
    jest.spyOn(asyncStorage, 'getItem').mockImplementation(async (key) => {
      await reading;
      return getItem(key);
    });
    await open(config);
    return { read };
  }

  test.each([
    ['show', true],
    ['hide', false],
  ] as const)('waits for it, and is treated as configured: %s', async (foreground, expected) => {
    const { read } = await openSlowly(configOf({ foreground }));
    const answer = shown(drawnBySystem());
    await act(async () => {
      read();
      await rest();
    });
    expect(await answer).toBe(expected);
  });

  test('is shown where it takes too long', async () => {
    await openSlowly();
    jest.useFakeTimers();
    const answer = shown(drawnBySystem());
    // The systems drop what nobody has answered within three seconds.
    await jest.advanceTimersByTimeAsync(2_000);
    jest.useRealTimers();
    expect(await answer).toBe(true);
  });

  test('is shown at once where an app has made it on the phone', async () => {
    await openSlowly(configOf({ foreground: 'hide' }));
    expect(await shown(made)).toBe(true);
  });
});

const made = {
  date: 1,
  request: { identifier: 'x', content: { data: {} }, trigger: { type: 'timeInterval' } },
};

test('what an app makes on the phone itself is shown', async () => {
  await open(configOf({ foreground: 'hide' }));
  expect(await shown(made)).toBe(true);
});

test('a closed screen decides nothing any more', async () => {
  await open();
  screen.unmount();
  await act(rest);
  expect(phone.handler).toBeNull();
});

if (android)
  describe('a push in FCM’s data format', () => {
    const arriveInFront = (notification: unknown) =>
      act(async () => {
        emit('received', notification);
        await rest();
      });

    /** Android starts the task with the message as FCM has it. */
    async function arriveBehind(notification = dataFormat({ link: HOME })) {
      appIs('background');
      const { remoteMessage } = notification.request.trigger;
      const task = phone.tasks.get('journeys-push.arrival');
      await act(async () => {
        await task?.({ data: remoteMessage, error: null });
        await rest();
      });
    }

    test('is drawn by the app in front, once', async () => {
      await open();
      expect(await shown(dataFormat())).toBe(false);
      await arriveInFront(dataFormat());
      expect(phone.drawn).toEqual([
        expect.objectContaining({
          identifier: 'push-1',
          content: expect.objectContaining({ title: 'Hello', body: 'World', sound: true }),
          // The one in which Android has drawn the title alone.
          trigger: { channelId: 'expo_notifications_fallback_notification_channel' },
        }),
      ]);
    });

    test('is not drawn in front where the configuration hides it', async () => {
      await open(configOf({ foreground: 'hide' }));
      await arriveInFront(dataFormat());
      expect(phone.drawn).toEqual([]);
    });

    test('gets its text behind, quietly and in place of the title that Android has drawn', async () => {
      defineArrivalTask();
      await arriveBehind();
      expect(phone.drawn).toEqual([
        expect.objectContaining({
          identifier: 'push-1',
          content: expect.objectContaining({ title: 'Hello', body: 'World', sound: false }),
        }),
      ]);
    });

    test('without a title is heard: Android has drawn nothing of it', async () => {
      defineArrivalTask();
      await arriveBehind(dataFormat({ title: '' }));
      expect(phone.drawn).toEqual([
        expect.objectContaining({ content: expect.objectContaining({ body: 'World', sound: true }) }),
      ]);
    });

    test('for somebody who has left goes again, with the app running and without', async () => {
      defineArrivalTask();
      await open();
      const page = await visit(HOME);
      await act(async () => {
        await page.run("median.msdynamics.registerDevice({ userId: 'user-1' })");
        await page.run('median.msdynamics.unregisterDevice()');
      });
      await arriveBehind();
      screen.unmount();
      await act(rest);
      await arriveBehind(dataFormat({ id: 'push-2' }));
      expect(phone.drawn).toEqual([]);
      expect(phone.dismissed).toEqual(['push-1', 'push-2']);
    });

    test('that the app has drawn in front is not drawn again by the task', async () => {
      defineArrivalTask();
      await open();
      await arriveInFront(dataFormat());
      const { remoteMessage } = dataFormat().request.trigger;
      await phone.tasks.get('journeys-push.arrival')?.({ data: remoteMessage, error: null });
      expect(phone.drawn).toHaveLength(1);
    });

    test('that comes in front before the app is ready is drawn by the task, and heard', async () => {
      defineArrivalTask();
      const { remoteMessage } = dataFormat().request.trigger;
      await phone.tasks.get('journeys-push.arrival')?.({ data: remoteMessage, error: null });
      expect(phone.drawn).toEqual([
        expect.objectContaining({ content: expect.objectContaining({ title: 'Hello', sound: true }) }),
      ]);
      // Without an answer Android drops what an app draws in front.
      expect(await shown({ date: 1, request: phone.drawn[0] })).toBe(true);
    });

    test('is waited for by a task that Android keeps', async () => {
      await open();
      expect(phone.registeredTasks).toEqual(['journeys-push.arrival']);
    });
  });
