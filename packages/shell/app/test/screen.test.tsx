import { JourneysPushShell, type JourneysPushShellProps } from '@journeys-push/shell/native';
import { act, render, screen } from '@testing-library/react-native';
import {
  AppState,
  BackHandler,
  DeviceEventEmitter,
  KeyboardAvoidingView,
  Linking,
  Platform,
  RefreshControl,
  StyleSheet,
  View,
} from 'react-native';
import { configOf, HOME, SITE } from './config.ts';
import { fail, fire, rest, visit, webView } from './page.ts';
import { emit, phone } from './phone.ts';

const android = Platform.OS === 'android';

async function open(props: Pick<JourneysPushShellProps, 'pullToRefresh' | 'texts'> = {}) {
  const presses: Parameters<typeof BackHandler.addEventListener>[1][] = [];
  jest.spyOn(BackHandler, 'addEventListener').mockImplementation((_, press) => {
    presses.push(press);
    return { remove() {} };
  });
  render(<JourneysPushShell config={configOf()} {...props} />);
  await act(rest);
  return { pressBack: () => presses.some((press) => press({} as never)) };
}

/** The app, started by a link to this page, which is still awaited. */
async function openAt(link: string) {
  jest.spyOn(Linking, 'getInitialURL').mockResolvedValue(link);
  await open();
  return webView();
}

test('a page that could not be loaded is loaded again when the network is back', async () => {
  await open();
  await act(async () => {
    fail(`${SITE}/a`);
    await rest();
  });
  expect(screen.getByRole('button')).toBeOnTheScreen();
  await act(async () => {
    emit('network', { isConnected: false });
    emit('network', { isConnected: true });
    await rest();
  });
  expect(screen.queryByRole('button')).toBeNull();
  expect(webView().props.source).toEqual({ uri: `${SITE}/a` });
});

test('a page that could not be loaded is loaded again when the app comes to the front', async () => {
  const changes: ((state: 'active') => void)[] = [];
  jest.spyOn(AppState, 'addEventListener').mockImplementation((_, change) => {
    changes.push(change as (state: 'active') => void);
    return { remove() {} } as never;
  });
  await open();
  await visit(HOME);
  await act(async () => fail(`${SITE}/a`, HOME));
  await act(async () => {
    for (const change of changes) change('active');
  });
  expect(webView().props.source).toEqual({ uri: `${SITE}/a` });
});

test('a server that is down is not asked again and again', async () => {
  await open();
  await act(async () => {
    fail(HOME);
    await rest();
    emit('network', { isConnected: true });
    await rest();
  });
  expect(phone.webViews).toHaveLength(1);
});

test('what stands in for a page can be read aloud, and nothing else is there to be read', async () => {
  await open();
  await act(async () => fail(HOME));
  expect(screen.getByRole('header', { name: 'No connection' })).toBeOnTheScreen();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeOnTheScreen();
  expect(screen.queryByLabelText('page')).toBeNull();
});

test.each([
  [`${SITE}/a`, `${SITE}/a`],
  ['https://other.example/', HOME],
  ['shop://a', HOME],
])('a link %s that the system hands to the app at its start leads to %s', async (link, page) => {
  jest.spyOn(Linking, 'getInitialURL').mockResolvedValue(link);
  await open();
  expect(webView().props.source).toEqual({ uri: page });
});

test('back goes back in the page, and leaves the app from the first one', async () => {
  const { pressBack } = await open();
  expect(pressBack()).toBe(false);
  await visit(`${SITE}/a`);
  expect(pressBack()).toBe(true);
  expect(webView().wentBack).toBe(1);
});

test('a link that wants a window of its own is shown in the only one', async () => {
  await open();
  const page = await visit(HOME);
  await act(async () => fire('onOpenWindow', { targetUrl: `${SITE}/a` }));
  await act(async () => fire('onOpenWindow', { targetUrl: 'https://other.example/' }));
  expect(page.went).toEqual([`${SITE}/a`]);
  expect(phone.outside).toEqual(['https://other.example/']);
});

describe('the keyboard', () => {
  const HEIGHT = 800;
  const around = () => screen.UNSAFE_getByType(KeyboardAvoidingView);
  const say = (event: string, screenY: number) =>
    act(async () => {
      const endCoordinates = { screenX: 0, screenY, width: 400, height: HEIGHT - screenY };
      DeviceEventEmitter.emit(event, { duration: 0, easing: 'keyboard', endCoordinates });
      await rest();
    });

  test('covers nothing of the page, which iOS sees to itself', async () => {
    await open();
    const [view] = around().findAllByType(View);
    const layout = { x: 0, y: 0, width: 400, height: HEIGHT };
    await act(async () => view?.props.onLayout({ nativeEvent: { layout }, persist() {} }));
    const below = () => StyleSheet.flatten(around().findAllByType(View)[0]?.props.style).paddingBottom ?? 0;
    await say(android ? 'keyboardDidShow' : 'keyboardWillShow', 500);
    expect(below()).toBe(android ? 300 : 0);
    await say(android ? 'keyboardDidHide' : 'keyboardWillHide', HEIGHT);
    expect(below()).toBe(0);
  });
});

describe('a file that a page gives out', () => {
  const FILE = `${SITE}/invoice.zip`;

  test('is fetched by the browser on iOS, and by Android itself', async () => {
    await open();
    await visit(HOME);
    await act(async () => fire('onFileDownload', { downloadUrl: FILE }));
    expect(phone.outside).toEqual(android ? [] : [FILE]);
  });

  test('leaves the first page behind where nothing was there before it', async () => {
    const before = await openAt(FILE);
    await act(async () => fire('onFileDownload', { downloadUrl: FILE }));
    expect(webView().props.source).toEqual({ uri: android ? FILE : HOME });
    expect(before.gone).toBe(!android);
  });

  test('is announced in the words of the app', async () => {
    await open({ texts: { downloading: 'Wird geladen' } });
    expect(webView().props).toMatchObject({
      downloadingMessage: 'Wird geladen',
      lackPermissionToDownloadMessage: 'This version of Android does not let the app save files.',
    });
  });
});

if (android)
  describe('pulling the page down', () => {
    const control = () => screen.UNSAFE_getByType(RefreshControl);
    const scroll = (y: number) =>
      act(async () => webView().props.onScroll({ nativeEvent: { contentOffset: { y } } }));

    test('loads it again', async () => {
      await open();
      const page = await visit(HOME);
      await act(async () => control().props.onRefresh());
      expect(page.went).toEqual([HOME]);
    });

    test('scrolls a page that is not at its top', async () => {
      await open();
      await visit(HOME);
      expect(control().props.enabled).toBe(true);
      await scroll(10);
      expect(control().props.enabled).toBe(false);
      await scroll(0);
      expect(control().props.enabled).toBe(true);
    });

    test('does nothing where the site is not made for it', async () => {
      await open({ pullToRefresh: false });
      expect(control().props.enabled).toBe(false);
    });
  });
