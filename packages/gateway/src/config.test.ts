import { generateKeyPairSync } from 'node:crypto';
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

const identityMistakes = (identity: object) => mistakesIn({ apps: [shop], identity });
const { publicKey: pem, privateKey: privatePem } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const rsaPem = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ type: 'spki', format: 'pem' });

test.each(['required', 'observe'])('identity mode %s needs keys and an audience', (mode) => {
  expect(identityMistakes({ mode })).toEqual([
    expect.stringMatching(/^identity\.jwksUrl: /),
    expect.stringMatching(/^identity\.audience: /),
  ]);
  const audience = 'push';
  expect(identityMistakes({ mode, audience, publicKeys: [pem, rsaPem(2048)] })).toEqual([]);
  expect(identityMistakes({ mode, audience, jwksUrl: 'https://shop.example.com/jwks.json' })).toEqual([]);
  expect(identityMistakes({ mode, audience, jwksUrl: 'http://127.0.0.1:9/jwks.json' })).toEqual([]);
});

test.each([
  ['a private key', [privatePem], 'secret key'],
  ['a short RSA key', [rsaPem(1024)], '1024 bits'],
  [
    'another curve',
    [generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' })],
    'P-256',
  ],
  ['a secret', [{ kty: 'oct', k: 'c2VjcmV0' }], 'secret key'],
  ['nonsense', ['-----BEGIN PUBLIC KEY-----'], 'not a public key'],
])('%s cannot verify identity tokens', (_, publicKeys, word) => {
  const mistakes = identityMistakes({ mode: 'required', audience: 'push', publicKeys });
  expect(mistakes).toEqual([expect.stringMatching(/^identity\.publicKeys\.0: /)]);
  expect(mistakes[0]).toContain(word);
});

test('public keys come from the configuration or from an https URL, three at most', () => {
  const given = { mode: 'required', audience: 'push' };
  expect(identityMistakes({ ...given, publicKeys: [pem, pem, pem, pem] })).toHaveLength(1);
  expect(identityMistakes({ ...given, publicKeys: [pem], jwksUrl: 'https://a.example/jwks' })).toHaveLength(
    1,
  );
  expect(identityMistakes({ ...given, jwksUrl: 'http://shop.example.com/jwks.json' })).toHaveLength(1);
  expect(identityMistakes({ ...given, jwksUrl: 'nowhere' })).toEqual([
    expect.stringMatching(/^identity\.jwksUrl: /),
  ]);
  // Its password would be in what is logged when it cannot be read.
  const [mistake] = identityMistakes({ ...given, jwksUrl: 'https://anna:secret@a.example/jwks' });
  expect(mistake).toMatch(/^identity\.jwksUrl: .*password/);
  expect(mistake).not.toContain('secret');
});
