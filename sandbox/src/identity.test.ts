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
      .setIssuedAt()
      .setExpirationTime('10m')
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
