import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openVmPage, type VmPage } from './phone/vm-page.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** An app's backend, a phone's page, and a gateway that wants to know who its users are. */
const audience = 'https://push.example.com';
let sandbox: Sandbox;
let page: VmPage;
let sign: (userId: string) => Promise<string>;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  sign = (userId) =>
    new SignJWT()
      .setProtectedHeader({ alg: 'ES256' })
      .setSubject(userId)
      .setAudience(audience)
      .setIssuedAt(Math.floor(sandbox.clock.now() / 1_000))
      .setExpirationTime(Math.floor(sandbox.clock.now() / 1_000) + 600)
      .sign(privateKey);
  sandbox = await startSandbox({
    identity: { mode: 'required', audience, publicKeys: [await exportSPKI(publicKey)] },
  });
  const phone = sandbox.phones.get('p3');
  if (!phone) throw new Error('no phone');
  page = openVmPage(phone, { scripts: [] });
  await page.evaluate('median.msdynamics.promptNotificationPermission()');
});
afterAll(() => sandbox?.close());

const register = (userId: string, identityToken?: string) =>
  page.evaluate(`median.msdynamics.registerDevice(${JSON.stringify({ userId, identityToken })})`);

it('tells the page why a user is not who the page says', async () => {
  expect(await register('abc123-user-uuid')).toMatchObject({ success: false, reason: 'identity-required' });
  expect(await register('abc123-user-uuid', await sign('jonas-4711'))).toMatchObject({
    success: false,
    reason: 'identity-subject',
    message: expect.any(String),
  });
  expect(sandbox.dynamics.devices()).toEqual([]);
});

it('registers a user whom the backend has signed for, and needs no proof for the same one again', async () => {
  expect(await register('abc123-user-uuid', await sign('abc123-user-uuid'))).toMatchObject({ success: true });
  expect(await register('abc123-user-uuid')).toMatchObject({ success: true });
  expect(await register('jonas-4711')).toMatchObject({ success: false, reason: 'identity-required' });
});

it('asks the page once for a fresh token where the first one expired on the way', async () => {
  const phone = sandbox.phones.get('p3');
  await phone?.reinstall();
  await phone?.launch();
  const fresh = phone && openVmPage(phone, { scripts: [] });
  await fresh?.evaluate('median.msdynamics.promptNotificationPermission()');
  await fresh?.evaluate(`new Promise((done) => {
    globalThis.told = [];
    median.msdynamics.registrationChanged.addListener((now) => told.push(now.reason));
    done();
  })`);
  await phone?.setOnline(false);
  const call = (token: string) =>
    fresh?.evaluate(
      `median.msdynamics.registerDevice({ userId: 'abc123-user-uuid', identityToken: '${token}' })`,
    );
  expect(await call(await sign('abc123-user-uuid'))).toMatchObject({ success: false, reason: 'offline' });
  await sandbox.clock.advance(60 * 60_000);
  await phone?.setOnline(true);
  const state = async () =>
    (await fresh?.evaluate<{ registration: object }>('median.msdynamics.registrationInfo()'))?.registration;
  await expect.poll(state).toMatchObject({ state: 'waiting', for: 'identity', reason: 'identity-expired' });
  await sandbox.clock.advance(60 * 60_000);
  const told = (await fresh?.evaluate<string[]>('told')) ?? [];
  expect(told.filter((reason) => reason === 'identity-expired')).toHaveLength(1);
  expect(await call(await sign('abc123-user-uuid'))).toMatchObject({ success: true });
});
