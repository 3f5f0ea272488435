import { expect, test } from 'vitest';
import { shop } from '../test/gateway.ts';
import { ConfigError, parseConfig } from './config.ts';

const endpointOf = (publicEndpoint: string) =>
  parseConfig({ apps: [{ ...shop, publicEndpoint }] }).apps[0]?.publicEndpoint;

function mistakesIn(input: unknown, options?: { production: boolean }): string[] {
  try {
    parseConfig(input, options);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

test.each([
  'public-eur.mkt.dynamics.com',
  'https://public-eur.mkt.dynamics.com',
  'https://public-eur.mkt.dynamics.com//',
  ' public-eur.mkt.dynamics.com/ ',
])('a public endpoint is taken as people store it: %j', (publicEndpoint) => {
  expect(endpointOf(publicEndpoint)).toBe('https://public-eur.mkt.dynamics.com');
});

test('plain http is for this machine only', () => {
  expect(endpointOf('http://127.0.0.1:4100')).toBe('http://127.0.0.1:4100');
  expect(endpointOf('http://dynamics.push.localhost:4100/')).toBe('http://dynamics.push.localhost:4100');
  expect(
    mistakesIn({ apps: [{ ...shop, publicEndpoint: 'http://public-eur.mkt.dynamics.com' }] }),
  ).toHaveLength(1);
});

test('all mistakes are told at once, each with its place', () => {
  const app = { ...shop, mobileAppId: 'shop', apiTokens: [], publicEndpoint: 'https://a.example/path' };
  expect(mistakesIn({ apps: [app], users: { table: { anna: 'Anna' } } })).toEqual([
    expect.stringMatching(/^apps\.0\.mobileAppId: /),
    expect.stringMatching(/^apps\.0\.publicEndpoint: /),
    expect.stringMatching(/^apps\.0\.apiTokens: /),
    expect.stringMatching(/^users\.table\.anna: /),
  ]);
});

test('a field that nobody knows is a mistake', () => {
  expect(mistakesIn({ apps: [{ ...shop, apiToken: 'x' }], policy: { permisionOff: 'keep' } })).toHaveLength(
    2,
  );
});

test('two apps share neither name nor bundle id nor package', () => {
  expect(mistakesIn({ apps: [shop, shop] })).toHaveLength(3);
  const { android, ...ios } = shop;
  const environments = ['development', 'production'] as const;
  const apps = environments.map((environment) => ({
    ...ios,
    id: environment,
    ios: { bundleId: 'com.example.shop', environment },
  }));
  expect(mistakesIn({ apps })).toEqual([]);
});

test('in production the identity mode must be said', () => {
  expect(mistakesIn({ apps: [shop] }, { production: true })).toEqual([
    expect.stringContaining('identity.mode'),
  ]);
  expect(mistakesIn({ apps: [shop], identity: { mode: 'off' } }, { production: true })).toEqual([]);
  expect(mistakesIn({ apps: [shop] })).toEqual([]);
});

test.each(['required', 'observe'])(
  'identity mode %s is refused: this version does not check tokens',
  (mode) => {
    expect(mistakesIn({ apps: [shop], identity: { mode } })).toEqual([
      'identity.mode: this version checks no identity tokens: only "off" works',
    ]);
  },
);
