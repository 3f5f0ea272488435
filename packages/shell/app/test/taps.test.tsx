import { JourneysPushShell } from '@journeys-push/shell/native';
import asyncStorage from '@react-native-async-storage/async-storage';
import { act, render, screen } from '@testing-library/react-native';
import { Platform } from 'react-native';
import { configOf, HOME, SITE } from './config.ts';
import { dataFormat, drawnBySystem, fromTray, tapOn } from './notifications.ts';
import { rest, visit, webView } from './page.ts';
import { emit, phone } from './phone.ts';

const ios = Platform.OS === 'ios';
const OFFER = `${SITE}/offer`;
const push = { id: 'push-1', link: OFFER };

async function open() {
  render(<JourneysPushShell config={configOf()} />);
  await act(rest);
}

const listening =
  'var opens = []; median.msdynamics.notificationOpened.addListener(function (o) { opens.push(o) })';

const kinds = [
  ['drawn by the system', drawnBySystem(push)],
  ...(ios
    ? []
    : ([
        ['in the data format', dataFormat(push)],
        ['drawn by Google’s own code', fromTray(push)],
      ] as const)),
] as const;

test.each(kinds)(
  'a tap on a push %s that starts the app leads to its page, once',
  async (_, notification) => {
    phone.lastResponse = tapOn(notification);
    await open();
    expect(webView().props.source).toEqual({ uri: OFFER });
    const page = await visit(OFFER, listening);
    await act(async () => {
      emit('response', tapOn(notification));
      await rest();
    });
    expect(JSON.parse(JSON.stringify(page.global('opens')))).toEqual([
      expect.objectContaining({ url: OFFER, coldStart: true }),
    ]);
    expect(page.went).toEqual([]);
    expect(phone.lastResponse).toBeNull();
  },
);

test('a tap is kept by the system until the app has stored it, and then counts once', async () => {
  const stored = jest.spyOn(asyncStorage, 'setItem').mockImplementation(() => new Promise(() => {}));
  phone.lastResponse = tapOn(drawnBySystem(push));
  await open();
  expect(phone.lastResponse).not.toBeNull();
  screen.unmount();
  await act(rest);
  stored.mockRestore();
  await open();
  const page = await visit(OFFER, listening);
  expect(page.global('opens')).toHaveLength(1);
  expect(phone.lastResponse).toBeNull();
});

test('a later tap is not forgotten with an earlier one', async () => {
  const later = tapOn(drawnBySystem({ ...push, id: 'push-2' }));
  const setItem = asyncStorage.setItem;
  jest.spyOn(asyncStorage, 'setItem').mockImplementation(async (key, value) => {
    if (key === 'journeys-push.opens') phone.lastResponse = later;
    await setItem(key, value);
  });
  phone.lastResponse = tapOn(drawnBySystem(push));
  await open();
  expect(phone.lastResponse).toBe(later);
});

test('a tap while the app runs takes the page there', async () => {
  await open();
  const page = await visit(HOME);
  await act(async () => {
    emit('response', tapOn(drawnBySystem(push)));
    await rest();
  });
  expect(page.went).toEqual([OFFER]);
});

test('a second push is a second open, also where it replaces the first', async () => {
  await open();
  const page = await visit(HOME);
  const second = ios ? { ...drawnBySystem(push), date: 2 } : drawnBySystem({ ...push, id: 'push-2' });
  await act(async () => {
    emit('response', tapOn(drawnBySystem(push)));
    await rest();
    emit('response', tapOn(second));
    await rest();
  });
  expect(page.went).toEqual([OFFER, OFFER]);
});

test('a button of a notification is no tap', async () => {
  await open();
  const page = await visit(HOME);
  await act(async () => {
    emit('response', { ...tapOn(drawnBySystem(push)), actionIdentifier: 'mark-as-read' });
    await rest();
  });
  expect(page.went).toEqual([]);
});
