import { describe, expect, test } from 'vitest';
import { configOf, launch, SITE } from '../../../test/launch.ts';
import { createDestinations } from './destination.ts';
import { targetOf } from './target.ts';

const config = configOf({
  site: { url: `${SITE}/start`, origins: [SITE, 'https://account.example'] },
  links: {
    appHosts: ['help.example', '*.shop.example'],
    verifiedHosts: ['go.example'],
    schemes: ['maps'],
  },
});
const destination = createDestinations(config);

describe('a URL', () => {
  test.each([
    ['https://shop.example/', 'app'],
    ['https://shop.example:8443/', 'app'],
    ['https://account.example/', 'app'],
    ['https://help.example/faq', 'app'],
    ['https://de.shop.example/', 'app'],
    // Outside it would come back: the system opens its links in the app.
    ['https://go.example/a', 'app'],
    ['https://x.prod.marketingusercontent.com/api/orgs/1/r/2', 'redirect'],
    ['https://public-eur.mkt.dynamics.com/x', 'redirect'],
    ['https://marketingusercontent.com/', 'outside'],
    ['https://other.example/', 'outside'],
    ['https://shop.example.evil.example/', 'outside'],
    ['http://shop.example/', 'outside'],
    ['tel:+491234', 'outside'],
    ['maps://place', 'outside'],
    ['TEL:+491234', 'outside'],
    ['sms:+491234', 'outside'],
    ['mailto:shop@shop.example', 'outside'],
    ['facetime:+491234', 'refused'],
    ['javascript:alert(1)', 'refused'],
    ['JavaScript:alert(1)', 'refused'],
    ['data:text/html,x', 'refused'],
    ['file:///etc/passwd', 'refused'],
    ['about:blank', 'refused'],
    ['blob:https://shop.example/1', 'refused'],
    ['https://shop.example@evil.example/', 'refused'],
    ['', 'refused'],
  ] as const)('%s belongs: %s', (url, expected) => {
    expect(destination(url)).toBe(expected);
  });

  test('may be written in its own letters, in the configuration and in a push', () => {
    const site = createDestinations(configOf({ site: { url: 'https://bücher.example/' } }));
    expect(site('https://bücher.example/a')).toBe('app');
    expect(site('https://xn--bcher-kva.example/a')).toBe('app');
    const link = 'https://bücher.example/a';
    expect(targetOf({ title: '', body: '', link }, { destination: site, tracking: false })).toEqual({
      open: 'webview',
      url: 'https://xn--bcher-kva.example/a',
    });
  });

  test('of a site in development may be without TLS', () => {
    const local = createDestinations(configOf({ site: { url: 'http://localhost:5173/' } }));
    expect(local('http://localhost:5173/a')).toBe('app');
  });

  test('can be asked about before the core has started', async () => {
    const app = await launch({ config });
    expect(app.shell.destination('https://other.example/')).toBe('outside');
  });
});

const tracked = 'https://x.prod.marketingusercontent.com/r/1';

describe('a tap', () => {
  const to = (link: string | undefined, originalLink?: string, tracking = false) =>
    targetOf(
      { title: '', body: '', ...(link ? { link } : {}), ...(originalLink ? { originalLink } : {}) },
      { destination, tracking },
    );

  test.each([
    ['without a link opens the app', to(undefined), { open: 'app' }],
    ['without a link opens the app, whatever else was authored', to(undefined, `${SITE}/a`), { open: 'app' }],
    ['goes to the authored page of the app', to(tracked, `${SITE}/a`), { open: 'webview', url: `${SITE}/a` }],
    [
      'goes there through the tracked link with consent',
      to(tracked, `${SITE}/a`, true),
      { open: 'webview', url: tracked },
    ],
    [
      'goes outside for another host',
      to(tracked, 'https://other.example/'),
      { open: 'outside', url: 'https://other.example/' },
    ],
    [
      'goes outside through the tracked link with consent',
      to(tracked, 'https://other.example/', true),
      { open: 'outside', url: tracked },
    ],
    [
      'opens a telephone number without a browser',
      to(tracked, 'tel:+49', true),
      { open: 'outside', url: 'tel:+49' },
    ],
    [
      'refuses another scheme, with consent too',
      to(tracked, 'facetime:+49', true),
      { open: 'refused', url: 'facetime:+49' },
    ],
    ['refuses script', to(tracked, 'javascript:alert(1)'), { open: 'refused', url: 'javascript:alert(1)' }],
    ['follows the redirect where nothing else is known', to(tracked), { open: 'webview', url: tracked }],
    ['opens an untracked link of the app', to(`${SITE}/a`), { open: 'webview', url: `${SITE}/a` }],
    [
      'opens an untracked link of another host outside',
      to('https://other.example/'),
      { open: 'outside', url: 'https://other.example/' },
    ],
    [
      'does not leave the app through a link that is no redirect',
      to('https://other.example/r', `${SITE}/a`, true),
      { open: 'webview', url: `${SITE}/a` },
    ],
    [
      'does not take script for a tracked link',
      to('javascript:alert(1)', `${SITE}/a`, true),
      { open: 'webview', url: `${SITE}/a` },
    ],
  ])('%s', (_what, target, expected) => {
    expect(target).toEqual(expected);
  });
});
