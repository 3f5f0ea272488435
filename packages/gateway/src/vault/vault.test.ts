import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKeys, vaultKey } from './keys.ts';
import { createVault } from './vault.ts';

const [one, two] = [vaultKey(randomBytes(32)), vaultKey(randomBytes(32))];
const base64 = (bytes = 32) => randomBytes(bytes).toString('base64');

test('what is sealed is opened again, and the same token never looks the same twice', () => {
  const vault = createVault([one]);
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (token) => {
      const sealed = vault.seal(token);
      expect(vault.open(sealed)).toBe(token);
      expect(vault.seal(token).equals(sealed)).toBe(false);
    }),
  );
});

test('the first key seals, all open', () => {
  const [before, during] = [createVault([one]), createVault([two, one])];
  const sealed = before.seal('token');
  expect(during.open(sealed)).toBe('token');
  expect(during.isFresh(sealed)).toBe(false);
  expect(createVault([two]).open(during.seal('token'))).toBe('token');
});

test('a key that is not given, and a changed value, have codes of their own', () => {
  const sealed = createVault([one]).seal('token');
  expect(() => createVault([two]).open(sealed)).toThrow(
    expect.objectContaining({ code: 'vault-key-missing', message: `The key ${one.id} is needed.` }),
  );
  for (const index of [0, 6, sealed.length - 20, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
    expect(() => createVault([one]).open(changed)).toThrow(
      expect.objectContaining({ code: 'vault-damaged' }),
    );
  }
});

test('the hash depends on the lookup key alone', () => {
  const lookup = randomBytes(32);
  const [a, b] = [createVault([one]), createVault([two])];
  a.unlock(lookup);
  b.unlock(lookup);
  expect(a.hash('token')).toEqual(b.hash('token'));
  b.unlock(randomBytes(32));
  expect(a.hash('token')).not.toEqual(b.hash('token'));
});

test('the tail is the last eight characters', () => {
  expect(createVault([one]).tail('0123456789abcdef')).toBe('89abcdef');
});

test('keys are read from one text, and mistakes never quote them', () => {
  const [a, b] = [base64(), base64()];
  expect(parseKeys(` ${a}, ${b}\n`)).toMatchObject({ keys: [{}, {}], mistakes: [] });
  expect(parseKeys(Buffer.from(a, 'base64').toString('base64url')).mistakes).toEqual([]);
  expect(parseKeys(`${a},${base64(16)},secret!`).mistakes).toEqual([
    expect.stringMatching(/^key 2 is not 32 bytes/),
    expect.stringMatching(/^key 3 is not 32 bytes/),
  ]);
  expect(parseKeys(`${a},${a}`).mistakes).toEqual(['names the same key twice']);
  expect(parseKeys(' ').mistakes).toEqual(['holds no key']);
});
