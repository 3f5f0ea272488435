import type { AppConfig } from '@journeys-push/contract/app-config';
import { JourneysPushShell } from '@journeys-push/shell/native';
import { act, render } from '@testing-library/react-native';
import { onCheckPage } from '../check-page.ts';
import { configOf, HOME, SITE } from './config.ts';
import { mayGoTo, rest, visit, webView } from './page.ts';

const CHECK = 'http://192.168.1.5:4711/k7wq3m9x2fhd/';

/** The app as it starts with this address in the environment of its development server. */
function start(address: string | undefined, release = false) {
  delete process.env.EXPO_PUBLIC_JOURNEYS_PUSH_CHECK;
  if (address) process.env.EXPO_PUBLIC_JOURNEYS_PUSH_CHECK = address;
  const dev = Object.getOwnPropertyDescriptor(globalThis, '__DEV__');
  if (release) Object.defineProperty(globalThis, '__DEV__', { value: false, configurable: true });
  try {
    let config: AppConfig | undefined;
    jest.isolateModules(() => {
      config = require('../settings.ts').settings.config;
    });
    return config;
  } finally {
    if (dev) Object.defineProperty(globalThis, '__DEV__', dev);
  }
}
afterEach(() => {
  delete process.env.EXPO_PUBLIC_JOURNEYS_PUSH_CHECK;
});

test('a debug build opens on the page of the check where it is told to', () => {
  expect(start(CHECK)?.site).toEqual({ url: CHECK, origins: [SITE, 'http://192.168.1.5:4711'] });
  expect(start(undefined)?.site).toEqual({ url: HOME });
});

test('a release never does', () => {
  expect(start(CHECK, true)?.site).toEqual({ url: HOME });
});

test('an address that is none is no page', () => {
  for (const address of ['192.168.1.5:4711', 'javascript:alert(1)', 'http://user@evil.test/', 'http://'])
    expect(() => onCheckPage(configOf(), address)).toThrow('must be an http or https URL');
});

test('the page is answered as the site is; another page on that computer is not', async () => {
  render(<JourneysPushShell config={onCheckPage(configOf(), CHECK)} />);
  await act(rest);
  expect(webView().props.source).toEqual({ uri: CHECK });
  const page = await visit(CHECK);
  expect(Object(page.global('median')).msdynamics).toBeDefined();
  const other = await visit('http://192.168.1.5:8081/');
  expect(other.global('median')).toBeUndefined();
});

test('a tap may lead to the page of the check, and to the site as before', async () => {
  render(<JourneysPushShell config={onCheckPage(configOf(), CHECK)} />);
  await act(rest);
  expect(mayGoTo(`${CHECK}opened`)).toBe(true);
  expect(mayGoTo(`${SITE}/offer`)).toBe(true);
  expect(mayGoTo('http://192.168.1.6/')).toBe(false);
});
