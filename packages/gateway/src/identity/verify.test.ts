import { beforeAll, describe, expect, test } from 'vitest';
import { createStillClock } from '../../test/clock.ts';
import { AUDIENCE, createIssuer, forge, type Issuer } from '../../test/issuer.ts';
import { readKey } from './key.ts';
import { fixedKeys } from './keys.ts';
import { createVerify } from './verify.ts';

const clock = createStillClock();
const now = clock.now() / 1_000;
const ISSUER = 'https://shop.example.com';
let ec: Issuer;
let rsa: Issuer;
let stranger: Issuer;
beforeAll(async () => {
  ec = await createIssuer(clock);
  rsa = await createIssuer(clock, { alg: 'RS256', kid: 'key-2' });
  stranger = await createIssuer(clock);
});

function verify(token: string) {
  const keys = [ec.pem, rsa.jwk].map(readKey).flatMap((reading) => ('key' in reading ? [reading.key] : []));
  return createVerify({ keys: fixedKeys(keys), clock, audience: AUDIENCE, issuer: ISSUER })(token);
}
const sign = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
  ec.sign('anna', { iss: ISSUER, ...claims }, header);

test('a token that the backend signed with either algorithm is good until it expires', async () => {
  const until = (now + 630) * 1_000;
  expect(await verify(await sign())).toMatchObject({ sub: 'anna', until });
  expect(await verify(await rsa.sign('anna', { iss: ISSUER }))).toMatchObject({ sub: 'anna', until });
  expect(await verify(await sign({ aud: ['other', AUDIENCE] }))).toMatchObject({ sub: 'anna' });
  expect(await verify(await sign({ nbf: now, iat: undefined }))).toMatchObject({ sub: 'anna' });
});

test('the key that a token names is tried first, however many have no name', async () => {
  const nameless = await Promise.all([0, 1, 2].map(async () => (await createIssuer(clock)).pem));
  const texts = [...nameless, ec.jwk].map(readKey);
  const keys = fixedKeys(texts.flatMap((reading) => ('key' in reading ? [reading.key] : [])));
  const many = createVerify({ keys, clock, audience: AUDIENCE, issuer: ISSUER });
  expect(await many(await sign())).toMatchObject({ sub: 'anna' });
});

test('clocks may differ by 30 seconds', async () => {
  expect(await verify(await sign({ exp: now - 29, iat: now - 600 }))).toMatchObject({ sub: 'anna' });
  expect(await verify(await sign({ iat: now + 29, nbf: now + 29 }))).toMatchObject({ sub: 'anna' });
});

describe('a token is refused when', () => {
  test.each([
    ['it has expired', { exp: now - 31, iat: now - 600 }, 'identity-expired', undefined],
    ['it has no exp', { exp: undefined }, 'identity-invalid', 'exp'],
    ['its exp is no number', { exp: '9999999999' }, 'identity-invalid', 'exp'],
    ['it lasts longer than a day', { exp: now + 86_401 }, 'identity-invalid', '24 hours'],
    [
      'it lasts longer than a day from now',
      { exp: now + 86_401, iat: undefined },
      'identity-invalid',
      '24 hours',
    ],
    ['it lasted longer than a day', { exp: now + 60, iat: now - 86_400 }, 'identity-invalid', '24 hours'],
    ['it is not good yet', { nbf: now + 31 }, 'identity-invalid', 'nbf'],
    ['it comes from the future', { iat: now + 31 }, 'identity-invalid', 'future'],
    ['it is for another audience', { aud: 'other' }, 'identity-audience', undefined],
    ['it has no audience', { aud: undefined }, 'identity-audience', undefined],
    ['another issuer made it', { iss: 'other' }, 'identity-invalid', 'iss'],
    ['it has no subject', { sub: undefined }, 'identity-invalid', 'sub'],
    ['its subject is no text', { sub: 7 }, 'identity-invalid', 'sub'],
  ])('%s', async (_, claims, problem, word) => {
    const refusal = await verify(await sign(claims));
    expect(refusal).toEqual({ problem, ...(word && { detail: expect.stringContaining(word) }) });
  });

  test('no key of ours has signed it, whatever key it names', async () => {
    expect(await verify(await stranger.sign('anna', { iss: ISSUER }))).toMatchObject({
      problem: 'identity-invalid',
    });
    expect(await verify(await rsa.sign('anna', { iss: ISSUER }, { kid: 'key-9' }))).toMatchObject({
      problem: 'identity-invalid',
      detail: expect.stringContaining('kid'),
    });
  });

  test.each(['HS256', 'HS384', 'HS512'])(
    'it is signed with %s and our public key as the secret',
    async (alg) => {
      const claims = { sub: 'anna', aud: AUDIENCE, iss: ISSUER, iat: now, exp: now + 60 };
      for (const secret of [ec.pem, rsa.pem, JSON.stringify(rsa.jwk)])
        expect(await verify(await forge(claims, alg, secret))).toMatchObject({
          problem: 'identity-invalid',
          detail: expect.stringContaining('ES256'),
        });
    },
  );

  test.each(['RS384', 'RS512', 'PS256'])('it is signed with %s and the right key', async (alg) => {
    const claims = { sub: 'anna', aud: AUDIENCE, iss: ISSUER, iat: now, exp: now + 60 };
    expect(await verify(await forge(claims, alg, rsa.privatePem))).toMatchObject({
      problem: 'identity-invalid',
    });
  });

  test.each([
    { alg: 'none' },
    { alg: 'RS256' },
    { alg: 'ES256', crit: ['b64'], b64: false },
    {},
    { alg: 'ES256', kid: 7 },
  ])('its header is changed to %j', async (header) => {
    const [, payload, signature] = (await sign()).split('.');
    const encoded = Buffer.from(JSON.stringify(header)).toString('base64url');
    expect(await verify(`${encoded}.${payload}.${signature}`)).toMatchObject({ problem: 'identity-invalid' });
    expect(await verify(`${encoded}.${payload}.`)).toMatchObject({ problem: 'identity-invalid' });
  });

  test('it brings a key along', async () => {
    expect(await verify(await stranger.sign('anna', { iss: ISSUER }, { jwk: stranger.jwk }))).toMatchObject({
      problem: 'identity-invalid',
    });
  });

  test.each(['', '.', '..', 'a.b', 'a.b.c', 'a.b.c.d', 'Bearer x', '💥', 'null'])(
    'it is %j',
    async (token) => {
      expect(await verify(token)).toMatchObject({ problem: 'identity-invalid' });
    },
  );
});
