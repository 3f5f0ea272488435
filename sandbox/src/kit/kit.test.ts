import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { connectKit } from './connect.ts';
import { KitFailure } from './failure.ts';
import type { Kit, KitPhone } from './kit.ts';
import { matchers } from './matchers.ts';

expect.extend(matchers);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ gateway: false });
});
afterAll(() => sandbox.close());

/** A phone whose person allows notifications, and is known to Dynamics by their own backend. */
async function reachable(kit: Kit, profile = 'iphone'): Promise<{ phone: KitPhone; userId: string }> {
  const { userId } = await kit.person();
  const phone = await kit.phone(profile);
  const asked = phone.page.call('promptNotificationPermission');
  if (profile !== 'android-12') await phone.answer('allow');
  await asked;
  await phone.page.call('registerDevice', { userId });
  await kit.register({ phone, userId });
  return { phone, userId };
}

const failureOf = async (expectation: Promise<unknown>): Promise<KitFailure> => {
  const error = await expectation.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof KitFailure) return error;
  throw error ?? new Error('the expectation held');
};

test.each(['iphone', 'android-14', 'android-12'])(
  'a push is shown on %s, tapped, and opens its page',
  async (profile) => {
    const { phone, userId } = await reachable(sandbox, profile);
    await phone.background();
    await sandbox.journey.send({ to: userId, title: 'Your order', link: '/orders/42' });
    await phone.shows('Your order');
    await phone.tap('Your order');
    await phone.opens('/orders/42');
    expect(new URL(await phone.page.url()).pathname).toBe('/orders/42');
  },
);

test('an expectation that fails says at which hop it stopped, why, and what to do', async () => {
  const { phone, userId } = await reachable(sandbox);
  await phone.setNotifications(false);
  await sandbox.journey.send({ to: userId, title: 'Unwanted' });
  const failure = await failureOf(phone.shows('Unwanted'));
  expect(failure.stop).toMatchObject({ hop: 'phone', code: 'permission', whose: 'user' });
  expect(failure.message).toContain('✓ APNs');
  expect(failure.message).toContain('phone.setNotifications(true)');
});

test('who is not registered is told so, with what the phone knows of it', async () => {
  const { userId } = await sandbox.person();
  const phone = await sandbox.phone('iphone');
  await sandbox.journey.send({ to: userId, title: 'To nobody' });
  const failure = await failureOf(phone.shows('To nobody'));
  expect(failure.code).toBe('no-device');
  expect(failure.message).toContain('No page on this phone has called registerDevice() yet.');
});

test('a push that goes to another phone of the person only says so', async () => {
  const { phone, userId } = await reachable(sandbox);
  const other = await sandbox.phone('android-14');
  await sandbox.journey.send({ to: userId, title: 'To one' });
  await phone.shows('To one');
  expect((await failureOf(other.shows('To one'))).code).toBe('device-not-registered');
  expect((await other.showsNothing('To one')).stop?.code).toBe('device-not-registered');
});

test('a refusal of the push service names its reason', async () => {
  const { phone, userId } = await reachable(sandbox);
  await phone.rotateToken();
  await sandbox.journey.send({ to: userId, title: 'To a dead token' });
  expect((await failureOf(phone.shows('To a dead token'))).stop).toMatchObject({
    hop: 'apns',
    code: 'Unregistered',
  });
});

test('a phone without network keeps an expectation waiting, and the failure says who has the push', async () => {
  const { phone, userId } = await reachable(sandbox, 'android-14');
  await phone.setOnline(false);
  await sandbox.journey.send({ to: userId, title: 'Later' });
  const failure = await failureOf(phone.shows('Later', { within: 50 }));
  expect(failure.message).toContain('Waits at');
  const shown = phone.shows('Later');
  await phone.setOnline(true);
  await shown;
});

test('what a phone’s system does is told by name, and refused where it is another’s', async () => {
  const android = await sandbox.phone('android-14');
  await android.setDoze(true);
  expect(await android.view()).toMatchObject({ doze: true });
  await android.forceStop();
  await android.setLanguage('de-AT');
  await android.setTimeZone('Europe/Vienna');
  await android.setClockSkew(-1_000);
  await android.updateApp({ targetLevel: 36 });
  await android.upgradeSystem('15');
  expect(await android.view()).toMatchObject({
    ...{ forceStopped: true, language: 'de-AT', timeZone: 'Europe/Vienna', clockSkewMs: -1_000 },
    ...{ targetLevel: 36, osVersion: '15' },
  });
  await expect(android.setFocus(true)).rejects.toMatchObject({ problem: { code: 'not-possible' } });
  await android.remove();
  await expect(android.view()).rejects.toMatchObject({ problem: { code: 'phone-unknown' } });
});

test('nothing is shown only when something was sent and has come to its end', async () => {
  const { phone, userId } = await reachable(sandbox);
  expect((await failureOf(phone.showsNothing('Never sent', { within: 50 }))).code).toBe('nothing-sent');
  await phone.showsNothing();
  await sandbox.journey.send({ to: userId, title: 'There' });
  await phone.shows('There');
  expect((await failureOf(phone.showsNothing('There'))).message).toContain('it has shown it');
  await failureOf(phone.showsNothing());
});

test('what was shown and is gone is not waited for', async () => {
  const { phone, userId } = await reachable(sandbox);
  const push = await sandbox.journey.send({ to: userId, title: 'Once' });
  await phone.tap(push);
  expect((await failureOf(phone.shows(push))).code).toBe('gone-from-tray');
});

test.each([
  ['android-12', 'no-dialog-before-android-13'],
  ['iphone', 'prompt-not-called'],
])('a dialog that does not come on %s is explained: %s', async (profile, code) => {
  const phone = await sandbox.phone(profile);
  expect((await failureOf(phone.answer('allow', { within: 50 }))).code).toBe(code);
});

test('a dialog that was refused for good is not waited for', async () => {
  const phone = await sandbox.phone('iphone');
  const asked = phone.page.call('promptNotificationPermission');
  await phone.answer('deny');
  expect(await asked).toMatchObject({ granted: false });
  expect((await failureOf(phone.asks())).code).toBe('denied-for-good');
});

test('a link that the app may not open is not waited for', async () => {
  const { phone, userId } = await reachable(sandbox, 'android-14');
  await sandbox.journey.send({ to: userId, title: 'Elsewhere', link: 'unheard-of://shop/42' });
  await phone.tap('Elsewhere');
  const failure = await failureOf(phone.opens('/orders/42'));
  expect(failure.stop?.whose).toBe('operator');
});

test('a page that is somewhere else is named', async () => {
  const phone = await sandbox.phone('iphone');
  const failure = await failureOf(phone.opens('/orders/42', { within: 50 }));
  expect(failure.message).toContain('Came:     the page is at /');
});

test('a page’s code answers with its value, or with what it has thrown', async () => {
  const phone = await sandbox.phone('iphone');
  expect(await phone.page.evaluate('Promise.resolve([1, { two: null }])')).toEqual([1, { two: null }]);
  expect(await phone.page.evaluate('undefined')).toBeUndefined();
  await expect(phone.page.evaluate('null.x')).rejects.toMatchObject({ name: 'TypeError' });
  await expect(
    phone.page.evaluate('Promise.reject(Object.assign(new Error("no"), { code: "c" }))'),
  ).rejects.toMatchObject({ message: 'no', code: 'c' });
  await expect(phone.page.evaluate('"x".repeat(70000)')).rejects.toMatchObject({ name: 'RangeError' });
  const never = phone.page.evaluate('new Promise(() => {})');
  never.catch(() => undefined);
  await phone.page.evaluate('1');
  await phone.kill();
  await expect(never).rejects.toMatchObject({ problem: { code: 'page-gone' } });
  await expect(phone.page.evaluate('1')).rejects.toMatchObject({ problem: { code: 'page-absent' } });
});

test('registration is seen on both sides', async () => {
  const { phone, userId } = await reachable(sandbox);
  await phone.isRegistered(userId);
  const other = await sandbox.phone('android-14');
  expect((await failureOf(other.isRegistered(userId, { within: 50 }))).code).toBe('register-not-called');
  await other.isNotRegistered();
  await other.page.call('registerDevice', { userId });
  expect((await failureOf(other.isRegistered(userId, { within: 50 }))).code).toBe('permission-missing');
});

test('the matchers of Vitest and Jest wait, and so do their opposites', async () => {
  const { phone, userId } = await reachable(sandbox);
  await sandbox.journey.send({ to: userId, title: 'Matched' });
  const matched = expect(phone) as unknown as Record<
    keyof typeof matchers,
    (...args: unknown[]) => Promise<void>
  >;
  await matched.toShowNotification('Matched');
  await phone.setNotifications(false);
  await sandbox.journey.send({ to: userId, title: 'Not matched' });
  await expect(matched.toShowNotification('Not matched')).rejects.toThrow('(permission)');
  await matched.toShowNothing('Not matched');
});

test('the same test drives a sandbox that runs elsewhere', async () => {
  const { control, controlToken } = sandbox.connection();
  const kit = connectKit({ url: control, token: controlToken });
  const { phone, userId } = await reachable(kit, 'android-14');
  const shown = phone.shows({ title: /order$/, body: 'Shipped' });
  await kit.journey.send({ to: userId, title: 'Your order', body: 'Shipped' });
  await shown;
  await kit.close();
});

test('a sandbox that is not there is named', async () => {
  const kit = connectKit({ url: 'http://127.0.0.1:9', token: 'x' });
  await expect(kit.phone()).rejects.toThrow('The sandbox at http://127.0.0.1:9 does not answer');
});
