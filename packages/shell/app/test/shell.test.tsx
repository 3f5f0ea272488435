import { JourneysPushShell } from '@journeys-push/shell/native';
import { act, render, screen, userEvent } from '@testing-library/react-native';
import { Platform } from 'react-native';
import { configOf, HOME, SITE } from './config.ts';
import { drawnBySystem, tapOn } from './notifications.ts';
import { fail, fire, mayGoTo, type Page, rest, visit, webView } from './page.ts';
import { phone } from './phone.ts';

const ios = Platform.OS === 'ios';

async function open(config = configOf()) {
  render(<JourneysPushShell config={config} />);
  await act(rest);
}

/** What the page's promise settles with, in the test's own world. */
async function answer(page: Page, call: string): Promise<Record<string, unknown>> {
  let given: unknown;
  await act(async () => {
    given = await page.run(call);
  });
  return JSON.parse(JSON.stringify(given));
}

test('a page of the site has the bridge, and gets its answers from the phone', async () => {
  await open();
  expect(webView().props.source).toEqual({ uri: HOME });
  const page = await visit(HOME);
  expect(await answer(page, 'median.msdynamics.areNotificationsEnabled()')).toMatchObject({ granted: false });
  expect(await answer(page, 'median.msdynamics.promptNotificationPermission()')).toMatchObject({
    granted: true,
  });
  expect(
    await answer(page, "median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' })"),
  ).toMatchObject({
    success: true,
  });
  expect(await answer(page, 'median.msdynamics.registrationInfo()')).toMatchObject({
    [ios ? 'apnsToken' : 'fcmToken']: 'token-1',
    platform: ios ? 'ios' : 'android',
    appId: 'com.example.shop',
    appVersion: '1.2.3',
    appBuild: ios ? '42' : 42,
    hardware: 'armv8',
    model: ios ? 'iPhone' : 'Pixel 8',
    installationId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    isFirstLaunch: true,
    language: 'de',
  });
});

test('the channel is there before anybody is asked', async () => {
  await open();
  const page = await visit(HOME);
  await answer(page, 'median.msdynamics.promptNotificationPermission()');
  expect(phone.asked.at(-1)).toBe('permission');
  expect(phone.asked.includes('channel expo_notifications_fallback_notification_channel')).toBe(!ios);
});

test('a page that calls before the core is there is answered when it is', async () => {
  render(<JourneysPushShell config={configOf()} />);
  const page = await visit(HOME);
  expect(await answer(page, 'median.msdynamics.areNotificationsEnabled()')).toMatchObject({ granted: false });
});

test('a site whose name is not in ASCII has the bridge', async () => {
  await open(configOf({ site: { url: 'https://bücher.example/' } }));
  expect(webView().props.source).toEqual({ uri: 'https://xn--bcher-kva.example/' });
  const page = await visit('https://xn--bcher-kva.example/');
  expect(await answer(page, 'median.msdynamics.areNotificationsEnabled()')).toMatchObject({ granted: false });
});

test('a page of another origin has no bridge, and is not answered', async () => {
  await open(configOf({ links: { appHosts: ['help.example'] } }));
  const page = await visit('https://help.example/faq');
  expect(page.global('median')).toBeUndefined();
  expect(page.global('JSBridge')).toBeUndefined();
  await act(async () => {
    fire('onMessage', {
      url: 'https://help.example',
      data: JSON.stringify({
        medianCommand: 'median://msdynamics/registrationInfo',
        data: { callback: 'cb' },
      }),
    });
    await rest();
  });
  expect(webView().scripts.join()).not.toContain('cb');
});

test('every page has exactly one entry point', async () => {
  await open();
  const page = await visit(HOME);
  expect(page.run('typeof window.JSBridge')).toBe(ios ? 'undefined' : 'object');
  expect(page.run('typeof (window.webkit && window.webkit.messageHandlers.JSBridge)')).toBe(
    ios ? 'object' : 'undefined',
  );
});

test('the WebView’s handlers and scripts stay the same for ever', async () => {
  await open();
  const { onMessage, injectedJavaScript } = webView().props;
  await visit(HOME);
  await visit(`${SITE}/a`);
  expect(webView().props.onMessage).toBe(onMessage);
  expect(webView().props.injectedJavaScript).toBe(injectedJavaScript);
});

test('pages of the app stay, others go outside, and what is not allowed goes nowhere', async () => {
  await open();
  expect(mayGoTo(`${SITE}/a`)).toBe(true);
  expect(mayGoTo('https://public-eur.mkt.dynamics.com/r/1')).toBe(true);
  expect(mayGoTo('https://other.example/')).toBe(false);
  expect(mayGoTo('javascript:alert(1)')).toBe(false);
  expect(phone.outside).toEqual(['https://other.example/']);
});

test.each([
  [undefined, 'deny'],
  [{ camera: 'To photograph a receipt.' }, 'prompt'],
])(
  'a page may ask for the camera where the configuration says what for: %p',
  async (permissions, expected) => {
    await open(configOf({ permissions }));
    expect(webView().props.mediaCapturePermissionGrantType).toBe(expected);
  },
);

test('a tracking page that does not pass on is left again', async () => {
  await open();
  await visit(HOME);
  await visit('https://public-eur.mkt.dynamics.com/r/1');
  expect(webView().wentBack).toBe(1);
});

test('a tracking link that starts the app and leads outside leaves the first page behind, not an empty one', async () => {
  const link = 'https://public-eur.mkt.dynamics.com/r/1';
  const push = drawnBySystem({ link });
  phone.lastResponse = tapOn(push);
  await open();
  expect(webView().props.source).toEqual({ uri: link });
  await act(async () => void mayGoTo(link));
  webView().props.onNavigationStateChange({ url: link, canGoBack: false });
  expect(webView().props.source).toEqual({ uri: link });
  await act(async () => void mayGoTo('https://other.example/'));
  expect(phone.outside).toEqual(['https://other.example/']);
  expect(webView().props.source).toEqual({ uri: HOME });
});

test('a page that Android shows because it was answered too late is left again, and open outside once', async () => {
  await open();
  await visit(HOME);
  const other = 'https://other.example/';
  await act(async () => void mayGoTo(other));
  await visit(other);
  expect(webView().wentBack).toBe(1);
  expect(phone.outside).toEqual([other]);
});

test('a page that a form was posted to stays: Android does not ask about it', async () => {
  await open();
  await visit(HOME);
  await visit('https://payment.example/');
  expect(webView().wentBack).toBe(0);
});

test('a page that is there stays where a link leads outside', async () => {
  await open();
  await visit(`${SITE}/a`);
  const before = webView();
  await act(async () => void mayGoTo('https://other.example/'));
  expect(webView()).toBe(before);
});

test('a page that cannot be loaded says so, and is loaded again on demand', async () => {
  await open();
  await act(async () => fail(`${SITE}/a`));
  expect(screen.getByRole('header')).toHaveTextContent('No connection');
  await userEvent.press(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.queryByRole('header')).toBeNull();
  expect(webView().props.source).toEqual({ uri: `${SITE}/a` });
});

test('a page that cannot be loaded is never taken for one that is there', async () => {
  const link = 'https://public-eur.mkt.dynamics.com/r/1';
  await open();
  await visit(HOME);
  const before = webView();
  await act(async () => {
    fail(link, HOME);
    await rest();
  });
  // A tracking page that is there is left again at once.
  expect(before.wentBack).toBe(0);
  await userEvent.press(screen.getByRole('button', { name: 'Try again' }));
  expect(webView().props.source).toEqual({ uri: link });
});

test('a page whose process has ended is opened again where it was', async () => {
  await open();
  await visit(`${SITE}/a`);
  const before = webView();
  await act(async () => void fire(ios ? 'onContentProcessDidTerminate' : 'onRenderProcessGone', {}));
  expect(before.gone).toBe(true);
  expect(webView().props.source).toEqual({ uri: `${SITE}/a` });
});

test('a build without push asks nothing of the phone', async () => {
  await open(configOf({ pushProvider: 'none' }));
  const page = await visit(HOME);
  expect(page.global('median')).toBeUndefined();
  expect(phone.asked).toEqual([]);
  expect(phone.registeredTasks).toEqual([]);
});
