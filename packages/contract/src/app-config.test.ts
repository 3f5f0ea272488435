import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { AppConfig, type AppConfigInput } from './app-config.ts';

const least: AppConfigInput = {
  site: { url: 'https://shop.example/start' },
  identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
};

/** Why a configuration is refused, or "accepted". */
function verdict(config: unknown): string {
  const read = AppConfig.safeParse(config);
  return read.success ? 'accepted' : z.prettifyError(read.error);
}

const withOrigin = (origin: string) => ({ ...least, site: { ...least.site, origins: [origin] } });
const withScheme = (scheme: string) => ({ ...least, links: { schemes: [scheme] } });
const withHost = (host: string) => ({ ...least, links: { appHosts: [host] } });

test('what a person leaves out is off, silent or safe', () => {
  expect(AppConfig.parse(least)).toEqual({
    site: { url: 'https://shop.example/start' },
    identity: {
      name: 'Shop',
      bundleId: 'com.example.shop',
      packageName: 'com.example.shop',
      version: '1.0.0',
      build: 1,
    },
    pushProvider: 'none',
    automaticRegistration: false,
    links: {
      appHosts: [],
      schemes: [],
      trackedLinkHosts: ['*.marketingusercontent.com', '*.mkt.dynamics.com'],
    },
    consent: { opens: 'always' },
    foreground: 'show',
  });
});

test('a configuration with every default filled in reads as itself', () => {
  const filled = AppConfig.parse({ ...least, gateway: { url: 'https://push.shop.example' } });
  expect(filled.gateway).toEqual({ url: 'https://push.shop.example', waitMs: 10_000 });
  expect(AppConfig.parse(filled)).toEqual(filled);
});

test.each(['1', '1.4', '1.4.12'])('a version such as %s is one that the stores take', (version) => {
  expect(verdict({ ...least, identity: { ...least.identity, version } })).toBe('accepted');
});

test.each(['1.0.0-beta', 'v1', '1.0.0.0', ''])('a version such as "%s" is refused', (version) => {
  expect(verdict({ ...least, identity: { ...least.identity, version } })).toContain('one to three numbers');
});

describe('an origin that may use the bridge', () => {
  test.each([
    'https://shop.example',
    'https://shop.example:8443',
    'http://localhost:5173',
    'http://[::1]:5173',
  ])('%s is written as the browser writes it', (origin) => {
    expect(verdict(withOrigin(origin))).toBe('accepted');
  });

  test.each([
    ['a trailing slash', 'https://shop.example/'],
    ['a path', 'https://shop.example/app'],
    ['a query', 'https://shop.example?x'],
    ['a fragment', 'https://shop.example#x'],
    ['a user that looks like the host', 'https://shop.example@evil.example'],
    ['a user and a password', 'https://user:secret@shop.example'],
    ['upper case', 'https://Shop.Example'],
    ['an upper-case scheme', 'HTTPS://shop.example'],
    ['the default port written out', 'https://shop.example:443'],
    ['a name that is not yet in ASCII', 'https://shöp.example'],
    ['a backslash', 'https://shop.example\\@evil.example'],
    ['leading space', ' https://shop.example'],
    ['a wildcard', '*'],
    ['a host without its scheme', 'shop.example'],
    ['an opaque origin', 'null'],
    ['another scheme', 'file://'],
    ['script', 'javascript:alert(1)'],
    ['nothing', ''],
  ])('has no %s', (_what, origin) => {
    expect(verdict(withOrigin(origin))).toContain('an origin: scheme, host and port');
  });

  test('keeps its exact text, so that a name that merely begins like it is another origin', () => {
    const { site } = AppConfig.parse(withOrigin('https://shop.example'));
    expect(site.origins).toEqual(['https://shop.example']);
    expect(site.origins).not.toContain('https://shop.example.evil');
    expect(verdict(withOrigin('https://shop.example.evil'))).toBe('accepted');
  });

  test('is accepted exactly when a browser would write the same text', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const { origin } = new URL(url);
        expect(verdict(withOrigin(origin))).toBe('accepted');
        fc.pre(url !== origin);
        expect(verdict(withOrigin(url))).not.toBe('accepted');
      }),
    );
  });

  test('a list of none is refused: leave the list out instead', () => {
    expect(verdict({ ...least, site: { ...least.site, origins: [] } })).toContain('site.origins');
  });
});

describe('a URL of site or gateway', () => {
  test.each(['ftp://shop.example', 'javascript:alert(1)', 'file:///etc/passwd', 'shop.example', ''])(
    'is not %s',
    (url) => {
      expect(verdict({ ...least, site: { url } })).toContain('site.url');
      expect(verdict({ ...least, gateway: { url } })).toContain('gateway.url');
    },
  );

  test('has its host as browsers write it, whatever a person has written', () => {
    const url = 'https://bücher.example/ä';
    const config = AppConfig.parse({ ...least, site: { url }, gateway: { url } });
    expect(config.site.url).toBe('https://xn--bcher-kva.example/ä');
    expect(config.gateway?.url).toBe('https://xn--bcher-kva.example/ä');
    expect(AppConfig.parse(config)).toEqual(config);
  });

  test('has it so too when many have been read before', () => {
    const { url } = AppConfig.shape.site.shape;
    const read = Array.from({ length: 20_000 }, () => url.parse('https://bücher.example/'));
    expect([...new Set(read)]).toEqual(['https://xn--bcher-kva.example/']);
  });

  test('carries no user, which could pass for the host or be a password in the app', () => {
    const url = 'https://shop.example@evil.example/';
    expect(verdict({ ...least, site: { url } })).toContain('no user or password');
    expect(verdict({ ...least, gateway: { url } })).toContain('no user or password');
  });
});

describe('a scheme that a push may open', () => {
  test.each(['shop', 'com.example.shop', 'tel', 'web+shop'])('%s is fine', (scheme) => {
    expect(verdict(withScheme(scheme))).toBe('accepted');
  });

  test.each([
    'javascript',
    'data',
    'file',
    'blob',
    'content',
    'about',
    'JavaScript',
    'java\tscript',
    ' javascript',
    'javascript:',
    'shop://',
    '1shop',
    '',
  ])('%j is refused', (scheme) => {
    expect(verdict(withScheme(scheme))).toContain('links.schemes[0]');
  });
});

describe('a host pattern', () => {
  test.each(['shop.example', '*.shop.example', 'localhost', 'xn--shp-sna.example'])('%s is fine', (host) => {
    expect(verdict(withHost(host))).toBe('accepted');
  });

  test.each([
    '*',
    '*.',
    '*shop.example',
    'a.*.example',
    'Shop.example',
    'shop.example:443',
    'https://shop.example',
    'shop..example',
    'shop.example.',
    '',
  ])('%j is refused', (host) => {
    expect(verdict(withHost(host))).toContain('links.appHosts[0]');
  });
});

describe('a file that a build takes in', () => {
  const withIcon = (icon: string) => ({ ...least, appearance: { icon } });

  test.each(['icon.png', './icon.png', 'assets/icons/app.PNG', 'my icon.png'])('%s is fine', (path) => {
    expect(verdict(withIcon(path))).toBe('accepted');
  });

  test.each([
    ['above the configuration', '../icon.png'],
    ['above it in the end', 'assets/../../icon.png'],
    ['anywhere on the machine', '/etc/icon.png'],
    ['on a drive', 'C:/icon.png'],
    ['written as Windows does', 'assets\\icon.png'],
    ['on the web', 'https://shop.example/icon.png'],
    ['no PNG', 'icon.svg'],
    ['nothing', ''],
  ])('is refused where it is %s', (_what, path) => {
    expect(verdict(withIcon(path))).toContain('appearance.icon');
  });

  test('is JSON where Firebase is meant', () => {
    expect(verdict({ ...least, googleServicesFile: './google-services.json' })).toBe('accepted');
    expect(verdict({ ...least, googleServicesFile: 'GoogleService-Info.plist' })).toContain(
      'googleServicesFile',
    );
    expect(verdict({ ...least, googleServicesFile: '../google-services.json' })).toContain('without ..');
  });
});

test('a look that is only begun is completed in white', () => {
  const appearance = { androidIcon: { foreground: 'mark.png' }, splash: { image: 'logo.png' } };
  expect(AppConfig.parse({ ...least, appearance }).appearance).toEqual({
    androidIcon: { foreground: 'mark.png', background: '#ffffff' },
    splash: { image: 'logo.png', background: '#ffffff' },
  });
});

test.each(['green', '#0b6', '0b6a5d', '#0b6a5dff', ''])('%j is no colour', (notificationColor) => {
  expect(verdict({ ...least, appearance: { notificationColor } })).toContain('appearance.notificationColor');
});

test('the hosts that the system opens in the app are named, or left out', () => {
  const withHosts = (verifiedHosts: string[]) => ({ ...least, links: { verifiedHosts } });
  expect(verdict(withHosts(['shop.example', '*.shop.example']))).toBe('accepted');
  expect(verdict(withHosts([]))).toContain('links.verifiedHosts');
  expect(verdict(withHosts(['https://shop.example']))).toContain('links.verifiedHosts[0]');
});

test.each([
  ['identity.appleTeamId', { identity: { ...least.identity, appleTeamId: 'Example Ltd' } }],
  ['identity.scheme', { identity: { ...least.identity, scheme: 'javascript' } }],
  ['permissions.camera', { permissions: { camera: '' } }],
  ['identity.bundleId', { identity: { ...least.identity, bundleId: 'shop' } }],
  ['identity.packageName', { identity: { ...least.identity, packageName: 'com.1example' } }],
  ['identity.name', { identity: { ...least.identity, name: '' } }],
  ['identity.build', { identity: { ...least.identity, build: 0 } }],
  ['pushProvider', { pushProvider: 'onesignal' }],
  ['foreground', { foreground: 'always' }],
  ['gateway.waitMs', { gateway: { url: 'https://push.shop.example', waitMs: 14_001 } }],
  ['consent.opens', { consent: { opens: 'never' } }],
])('a wrong %s is named', (path, part) => {
  expect(verdict({ ...least, ...part })).toContain(`at ${path}`);
});
