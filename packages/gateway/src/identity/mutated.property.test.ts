import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createStillClock } from '../../test/clock.ts';
import { AUDIENCE, createIssuer } from '../../test/issuer.ts';
import { readKey } from './key.ts';
import { fixedKeys } from './keys.ts';
import { remembering } from './remembered.ts';
import { createVerify, type Verify } from './verify.ts';

const clock = createStillClock();
const tokens: string[] = [];
let verify: Verify;
beforeAll(async () => {
  const issuers = [await createIssuer(clock), await createIssuer(clock, { alg: 'RS256' })];
  const keys = issuers.flatMap(({ pem }) => {
    const reading = readKey(pem);
    return 'key' in reading ? [reading.key] : [];
  });
  const plain = createVerify({ keys: fixedKeys(keys), clock, audience: AUDIENCE });
  verify = remembering(plain, clock).verify;
  for (const [index, { sign }] of issuers.entries())
    tokens.push(await sign(`anna-${index}`), await sign(`b-${index}`));
  // The good ones are remembered: what is remembered must not vouch for a neighbour.
  for (const token of tokens) expect(await verify(token)).toHaveProperty('sub');
});

const isRefused = async (token: string) => expect(await verify(token)).toHaveProperty('problem');

test('any other letter at any place of a good token makes it a bad one', async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/= é';
  const letter = fc.constantFrom(...alphabet);
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), letter, async (which, where, other) => {
      const token = tokens[which % tokens.length] ?? '';
      const at = where % token.length;
      fc.pre(token[at] !== other);
      await isRefused(token.slice(0, at) + other + token.slice(at + 1));
    }),
    { numRuns: 400 },
  );
});

test('so does each other spelling of the last letter of each part', async () => {
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
  for (const token of tokens) {
    const ends = [...token.matchAll(/.(?=\.|$)/g)].map(({ index }) => index);
    for (const at of ends)
      for (const other of alphabet)
        if (other !== token[at]) await isRefused(token.slice(0, at) + other + token.slice(at + 1));
  }
});

test('so does a letter more or less, and a part of another token', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.constantFrom('A', '.', '=', '\n'), async (which, where, more) => {
      const token = tokens[which % tokens.length] ?? '';
      const at = where % token.length;
      await isRefused(token.slice(0, at) + more + token.slice(at));
      await isRefused(token.slice(0, at) + token.slice(at + 1));
    }),
    { numRuns: 200 },
  );
  for (const one of tokens)
    for (const two of tokens.filter((token) => token !== one)) {
      const [a, b] = [one.split('.'), two.split('.')];
      await isRefused([a[0], a[1], b[2]].join('.'));
      await isRefused([a[0], b[1], a[2]].join('.'));
    }
});
