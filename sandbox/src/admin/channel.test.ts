import { afterAll, beforeAll, expect, test } from 'vitest';
import * as wire from '../control/channel-wire.ts';
import { createControlClient } from '../control/client.ts';
import { startSandbox } from '../sandbox.ts';

/** The mobile app channel by the typed client, with the files that the sandbox gives to practise with. */

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let client: ReturnType<typeof createControlClient>;
let practice: wire.PracticeCredentials;
beforeAll(async () => {
  sandbox = await startSandbox({ gateway: false });
  const { control, controlToken } = sandbox.connection();
  client = createControlClient({ url: control, token: controlToken });
  practice = await client.practiceCredentials();
});
afterAll(() => sandbox.close());

const file = (name: string | RegExp, good = true) => {
  const found = practice.files.find((one) => one.good === good && one.name.match(name));
  if (!found) throw new Error(`no file ${name}`);
  return { ...found, text: Buffer.from(found.content, 'base64').toString() };
};
const byKey = (good = true) => {
  const { text, keyId = '', teamId = '' } = file(/p8$/, good);
  return {
    applicationMode: 'sandbox' as const,
    bundleId: practice.bundleId,
    keyId,
    teamId,
    signingKey: text,
  };
};
const byCertificate = (name: string, good = true) => {
  const { content, password = '' } = file(name, good);
  const mode = { authenticationMode: 'certificate', applicationMode: 'sandbox' } as const;
  return { ...mode, certificate: content, password };
};
const account = (name: string, good = true) => ({ serviceAccountJson: file(name, good).text });

async function checked(app: Omit<wire.MobileAppSave, 'name'>) {
  const { mobileAppId } = await client.createMobileApp({ name: 'Practice', ...app });
  return client.validateCredentials(mobileAppId);
}

test('all that is answered has the shape that the description names', async () => {
  expect(wire.PracticeCredentials.parse(practice)).toEqual(practice);
  const apps = await client.mobileApps();
  expect(wire.MobileApp.strict().array().parse(apps)).toEqual(apps);
  const id = apps[0]?.mobileAppId ?? '';
  wire.DeveloperInformation.strict().parse(await client.developerInformation(id));
  wire.AccessToken.strict()
    .array()
    .parse(await client.accessTokens(id));
  wire.MobileDevice.strict()
    .array()
    .parse(await client.mobileDevices(id));
  wire.CredentialValidations.strict().parse(await client.validateCredentials(id));
});

test('the good files are valid, as key and as certificate', async () => {
  const android = account('service-account.json');
  const valid = { ios: { state: 'valid' }, android: { state: 'valid' } };
  expect(await checked({ ios: byKey(), android })).toEqual(valid);
  expect(await checked({ ios: byCertificate('push-development.p12'), android })).toEqual(valid);
});

test('the bad files go wrong as they say', async () => {
  expect(await checked({ ios: byKey(false), android: account('revoked-account.json', false) })).toEqual({
    ios: { state: 'invalid', reason: 'InvalidProviderToken' },
    android: { state: 'invalid', reason: expect.stringContaining('invalid_grant') },
  });
  expect(await checked({ ios: byCertificate('push-production.p12', false) })).toMatchObject({
    ios: { reason: 'BadCertificateEnvironment' },
  });
  await expect(
    client.createMobileApp({ name: 'Practice', android: account('google-services.json', false) }),
  ).rejects.toMatchObject({ problem: { reason: 'service-account-incorrect' } });
});

test('another bundle id than the key’s is refused by Apple', async () => {
  const ios = { ...byKey(), bundleId: 'com.example.other' };
  expect(await checked({ ios })).toMatchObject({ ios: { state: 'invalid', reason: 'TopicDisallowed' } });
});

test('no key is seen again, and what is left out of a change stays', async () => {
  const ios = byKey();
  const { mobileAppId } = await client.createMobileApp({
    name: 'Once',
    ios,
    android: account('service-account.json'),
  });
  const { signingKey: _, ...without } = ios;
  await client.changeMobileApp(mobileAppId, { name: 'Renamed', ios: without, android: {} });
  expect(await client.validateCredentials(mobileAppId)).toMatchObject({ ios: { state: 'valid' } });
  const seen = (await client.mobileApps()).find((one) => one.mobileAppId === mobileAppId);
  expect(seen).toMatchObject({
    name: 'Renamed',
    ofTheSandbox: false,
    settings: { ios: { keyId: ios.keyId } },
  });
  expect(JSON.stringify(await client.mobileApps())).not.toContain('PRIVATE KEY');
});

test('an access token is told whole once; its row is enough to revoke it', async () => {
  const own = (await client.mobileApps()).find((one) => one.ofTheSandbox)?.mobileAppId ?? '';
  const { accessToken } = await client.generateAccessToken(own);
  const rows = await client.accessTokens(own);
  expect(rows).toMatchObject([{ inUse: true }, { inUse: false, ending: `…${accessToken.slice(-8)}` }]);
  expect(JSON.stringify(rows)).not.toContain(accessToken);
  await client.revokeAccessToken(own, rows[1]?.id ?? '');
  expect(await client.accessTokens(own)).toEqual(rows.slice(0, 1));
});
