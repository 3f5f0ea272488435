import { expect, it } from 'vitest';
import { type AppDraft, emptyApp, fieldOf, keyIdIn, readApp, secretsOf } from './draft.ts';
import { filledWith } from './fill.ts';

const none = secretsOf(undefined);
const full: AppDraft = {
  ...{ ...emptyApp, name: ' Shop ', bundleId: 'com.example', teamId: 'T', keyId: 'K', android: false },
  key: { name: 'AuthKey_ABCDEFGHIJ.p8', content: 'key' },
};

it('says all that is missing at once', () => {
  expect(readApp(emptyApp, none)).toEqual({
    errors: {
      ...{ name: 'Enter a name.', bundleId: 'Enter the bundle id.', teamId: 'Enter the team id.' },
      ...{ keyId: 'Enter the key id.', key: 'Choose the .p8 file.' },
      account: 'Choose the service account’s JSON file.',
    },
  });
  expect(readApp({ ...emptyApp, name: 'x', ios: false, android: false }, none)).toMatchObject({
    errors: { ios: expect.any(String) },
  });
});

it('what is saved already need not be given again, and is left out', () => {
  const saved = { key: true, certificate: false, account: true };
  expect(readApp({ ...full, key: undefined, android: true }, saved)).toEqual({
    app: {
      name: 'Shop',
      ios: {
        ...{ authenticationMode: 'token', applicationMode: 'production' },
        ...{ bundleId: 'com.example', teamId: 'T', keyId: 'K' },
      },
      android: {},
    },
  });
});

it('a certificate goes with its password', () => {
  const certificate = { name: 'push.p12', content: 'AAA=' };
  const draft = { ...full, authentication: 'certificate' as const, certificate, password: 'secret' };
  expect(readApp(draft, none)).toMatchObject({
    app: { ios: { authenticationMode: 'certificate', certificate: 'AAA=', password: 'secret' } },
  });
});

it('reads the key id from the name that Apple gives the file', () => {
  expect(keyIdIn('AuthKey_ABC123DEFG.p8')).toBe('ABC123DEFG');
  expect(keyIdIn('key.p8')).toBeUndefined();
});

it('every refusal about credentials has a field', () => {
  expect(Object.keys(fieldOf)).toEqual(
    expect.arrayContaining(['service-account-incorrect', 'signing-key-incorrect', 'certificate-incorrect']),
  );
});

it('the sandbox’s own credentials never replace a name, and fill what is switched on only', () => {
  const file = { content: btoa('secret'), good: true, about: '' };
  const files = [
    { ...file, name: 'AuthKey.p8', kind: 'signing-key' as const, keyId: 'K', teamId: 'T' },
    { ...file, name: 'account.json', kind: 'service-account' as const },
  ];
  const practice = { bundleId: 'b', packageName: 'b', projectId: 'p', files };
  const filled = filledWith(practice, { ...emptyApp, name: 'Mine', android: false });
  expect(filled).toMatchObject({ mode: 'sandbox', keyId: 'K', key: { content: 'secret' } });
  expect(filled).not.toHaveProperty('name');
  expect(filled).not.toHaveProperty('account');
});
