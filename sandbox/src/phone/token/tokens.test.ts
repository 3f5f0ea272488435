import { expect, it } from 'vitest';
import { makeProbedPhone } from '../testing/make-phone.ts';
import { makePhoneWithPage } from '../testing/phone-with-page.ts';

it('the history of a phone’s tokens says why each was made, and holds no whole token', async () => {
  const { phone, network } = makeProbedPhone('android-14');
  const tokens = [phone.view().token];
  for (const act of [phone.rotateToken, phone.reinstall, phone.clearData, phone.restore]) {
    await act();
    tokens.push(phone.view().token);
  }
  const history = phone.view().tokens;
  expect(history.map(({ why }) => why)).toEqual([
    ...['first-start', 'rotation', 'reinstall', 'data-cleared', 'restore'],
  ]);
  expect(history.map(({ ending }) => ending)).toEqual(tokens.map((token) => token.slice(-8)));
  expect(network.alive).toEqual([phone.view().token]);
});

it.each(['iphone', 'android-14', 'android-12'])(
  'a token of %s is there with and without permission, and does not change with it',
  async (profile) => {
    const { phone, probe } = makeProbedPhone(profile);
    await phone.launch();
    const { token } = phone.view();
    for (const enabled of [false, true, false]) {
      await phone.setNotifications(enabled);
      expect((await probe.processes[0]?.push.token())?.value).toBe(token);
    }
  },
);

it.each(['iphone', 'android-14'])('%s restored on a new phone is another installation', async (profile) => {
  const made = makePhoneWithPage(profile);
  await made.phone.setNotifications(true);
  await made.phone.launch();
  await made.page.evaluate("median.msdynamics.registerDevice({ userId: 'anna' })");
  const before = made.phone.view();
  expect(before.registration.state).toBe('registered');
  await made.phone.setLanguage('de-AT');
  await made.phone.restore();
  expect(made.phone.view()).toMatchObject({
    ...{ state: 'killed', installationId: null, language: 'de-AT', registration: { state: 'none' } },
    permission: { status: 'undetermined', denials: 0 },
  });
  await made.phone.launch();
  const info = await made.page.evaluate<{ installationId: string; isFirstLaunch: boolean }>(
    'median.msdynamics.registrationInfo()',
  );
  expect(info).toMatchObject({ isFirstLaunch: true });
  expect(info.installationId).not.toBe(before.installationId);
  expect(made.phone.view().token).not.toBe(before.token);
  made.page.close();
  made.phone.close();
});

it('a build that lets its storage into backups takes the installation along, which the timeline says', async () => {
  const made = makePhoneWithPage('android-14');
  await made.phone.setNotifications(true);
  await made.phone.launch();
  await made.page.evaluate("median.msdynamics.registerDevice({ userId: 'anna' })");
  const before = made.phone.view();
  await made.phone.restore({ withStorage: true });
  await made.phone.setNotifications(true);
  await made.phone.launch();
  const info = await made.page.evaluate<{ installationId: string; fcmToken: string }>(
    'median.msdynamics.registrationInfo()',
  );
  expect(info.installationId).toBe(before.installationId);
  expect(made.phone.view().token).not.toBe(before.token);
  expect(made.timeline.list().find(({ kind }) => kind === 'phone.restored')).toMatchObject({
    detail: { withStorage: true },
  });
  made.page.close();
  made.phone.close();
});
