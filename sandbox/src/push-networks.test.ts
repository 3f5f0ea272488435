import { expect, it, onTestFinished } from 'vitest';
import {
  ALERT,
  openConnection,
  providerToken,
  pushHeaders,
  startTestTwin as startApns,
} from './apns/testing/world.ts';
import { APP } from './app.ts';
import { createClock } from './clock.ts';
import { openSender, startTestTwin as startFcm } from './fcm/testing/world.ts';
import { eventually } from './phone/testing/eventually.ts';
import { makeProbedPhone } from './phone/testing/make-phone.ts';
import { apnsNetwork, fcmNetwork } from './push-networks.ts';

/** Phones on the real twins. */

async function iphone() {
  const world = await startApns();
  world.twin.addKey({ ...world.key, bundleIds: [APP.id] });
  const client = openConnection(world.twin.development, world.ca);
  onTestFinished(async () => {
    client.close();
    await world.twin.close();
  });
  const authorization = `bearer ${await providerToken(world.key)}`;
  const made = makeProbedPhone('iphone', { push: apnsNetwork(world.twin) });
  await made.phone.setNotifications(true);
  const push = async (token: string) => {
    const headers = { ...pushHeaders(token, authorization), 'apns-topic': APP.id };
    const { status, json } = await client.request(headers, ALERT);
    return [status, json.reason].filter(Boolean).join(' ');
  };
  return { ...made, twin: world.twin, push };
}

async function android(profile: string) {
  const clock = createClock({ stoppedAt: 1_800_000_000_000 });
  const world = await startFcm({ now: clock.now });
  onTestFinished(() => world.twin.close());
  const account = await world.twin.createServiceAccount(APP.firebaseProject);
  const sender = await openSender({ ...world, account });
  const made = makeProbedPhone(profile, { push: fcmNetwork(world.twin), clock });
  await made.phone.setNotifications(true);
  await made.phone.launch();
  await made.phone.kill();
  const push = async (title: string, how: object = {}, token = made.phone.view().token) => {
    const message = { token, data: { title }, android: how };
    return (await sender.post({ message }, APP.firebaseProject)).status;
  };
  const screen = () => made.phone.view().tray.map(({ title }) => title);
  return { ...made, clock, push, screen };
}

it('the token of an iPhone’s app that was removed lives on until Apple has noticed', async () => {
  const { phone, twin, push } = await iphone();
  const old = phone.view().token;
  expect(await push(old)).toBe('200');
  await eventually(() => expect(phone.view().tray).toHaveLength(1));
  twin.scenarios.set({ uninstallNoticedAfterPushes: 2 });
  await phone.reinstall();
  await phone.setNotifications(true);
  expect([await push(old), await push(old), await push(old)]).toEqual(['200', '200', '410 Unregistered']);
  expect(phone.view().tray).toEqual([]);
  expect(await push(phone.view().token)).toBe('200');
  await eventually(() => expect(phone.view().tray).toHaveLength(1));
});

it('what FCM has accepted for a phone in Doze waits there: collapsed, in order, until its time is over', async () => {
  const { phone, clock, push, screen, kinds } = await android('android-14');
  await phone.setDoze(true);
  const normal = { priority: 'NORMAL' };
  const statuses = [
    await push('of no use soon', { ...normal, ttl: '60s' }),
    await push('first news', { ...normal, collapse_key: 'news' }),
    await push('an order', normal),
    await push('last news', { ...normal, collapse_key: 'news' }),
    await push('now', { priority: 'HIGH' }),
  ];
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  await eventually(() => expect(screen()).toEqual(['now']));
  expect(kinds().filter((kind) => kind === 'push.held')).toHaveLength(4);
  await clock.advance(60_000);
  await phone.setDoze(false);
  await eventually(() => expect(screen()).toEqual(['last news', 'an order', 'now']));
});

it('a phone that is restored from a backup has a token that FCM knows, and the old one is gone', async () => {
  const { phone, push, screen } = await android('android-12');
  expect(await push('before')).toBe(200);
  await eventually(() => expect(screen()).toEqual(['before']));
  const old = phone.view().token;
  await phone.restore();
  expect(await push('to the old phone', {}, old)).toBe(404);
  expect(await push('not opened yet')).toBe(200);
  await phone.launch();
  await phone.background();
  expect(await push('after')).toBe(200);
  await eventually(() => expect(screen()).toEqual(['after']));
});

it('an Android app that becomes active after its token has expired has another one', async () => {
  const { phone, clock, push, screen } = await android('android-14');
  const old = phone.view().token;
  await phone.setOnline(false);
  expect(await push('kept for four weeks')).toBe(200);
  await clock.advance(271 * 24 * 3_600_000);
  await phone.setOnline(true);
  expect([await push('too late'), phone.view().token]).toEqual([404, old]);
  await phone.launch();
  expect(phone.view().tokens.map(({ why }) => why)).toEqual(['first-start', 'expiry']);
  await phone.background();
  expect(await push('here again')).toBe(200);
  await eventually(() => expect(screen()).toEqual(['here again']));
});

it('an Android app that runs when the phone comes back after all that time hears of its new token', async () => {
  const { phone, probe, clock, push } = await android('android-12');
  await phone.launch();
  await phone.setOnline(false);
  expect(await push('FCM learns that it is away')).toBe(200);
  await clock.advance(270 * 24 * 3_600_000);
  await phone.setOnline(true);
  await eventually(() => expect(probe.calls).toContain(`token ${phone.view().token}`));
  expect(phone.view().tokens.at(-1)?.why).toBe('expiry');
});
