import { describe, expect, it } from 'vitest';
import { answerTo, ask, data, notification, verdictOn } from '../testing/deliver.ts';
import { appConfig, makeProbedPhone } from '../testing/make-phone.ts';

type Made = ReturnType<typeof makeProbedPhone>;

const untilTwelve = [
  'android-8',
  'android-8-1',
  'android-9',
  'android-10',
  'android-11',
  'android-12',
  'android-12l',
];
const asking = ['android-13', 'android-14', 'android-15', 'android-16'];
const askedBySystem = ['android-13-target-32', 'android-16-target-32'];

const permissionOf = ({ phone }: Made) => phone.view().permission;
const isAsked = ({ phone }: Made) => phone.view().dialog !== null;

describe.each(untilTwelve)('on %s', (profile) => {
  it('nobody is asked: an app may notify from the beginning', async () => {
    const made = makeProbedPhone(profile);
    await made.phone.launch();
    expect((await ask(made)).answered).toMatchObject({ granted: true });
    expect([isAsked(made), permissionOf(made).status]).toEqual([false, 'granted']);
    await made.phone.background();
    expect((await verdictOn(made, notification())).kind).toBe('push.shown');
  });

  it('the person can switch the app off in Settings, and one channel alone', async () => {
    const made = makeProbedPhone(profile);
    await made.phone.launch();
    await made.phone.makeChannel({ id: 'news' });
    await made.phone.background();
    await made.phone.setChannel('news', 'none');
    const news = await verdictOn(made, notification({ channel_id: 'news' }));
    expect([news.detail?.reason, (await verdictOn(made, notification())).kind]).toEqual([
      'channel-blocked',
      'push.shown',
    ]);
    await made.phone.setNotifications(false);
    expect(await verdictOn(made, notification())).toMatchObject({ detail: { reason: 'permission' } });
    expect((await ask(made)).answered).toMatchObject({ granted: false, canAskAgain: false });
    expect(isAsked(made)).toBe(false);
  });
});

describe.each(asking)('on %s', (profile) => {
  it('an app is off until it asks, when it wants to', async () => {
    const made = makeProbedPhone(profile);
    await made.phone.launch();
    await made.phone.makeChannel({ id: 'news' });
    expect([isAsked(made), permissionOf(made).status]).toEqual([false, 'undetermined']);
    expect(await verdictOn(made, data())).toMatchObject({ detail: { reason: 'permission' } });
    await ask(made);
    expect(isAsked(made)).toBe(true);
  });

  it('the dialog comes no more after two denials, and Settings alone help', async () => {
    const made = makeProbedPhone(profile);
    for (const denials of [1, 2]) {
      await answerTo(made, 'deny');
      expect(permissionOf(made)).toMatchObject({ status: 'denied', denials, canAskAgain: denials < 2 });
    }
    await made.phone.kill();
    await made.phone.launch();
    expect((await ask(made)).answered).toMatchObject({ granted: false, canAskAgain: false });
    expect(isAsked(made)).toBe(false);
    await made.phone.setNotifications(true);
    expect(permissionOf(made).status).toBe('granted');
  });

  it('who swipes the dialog away has answered nothing, however often', async () => {
    const made = makeProbedPhone(profile);
    const before = permissionOf(made);
    for (let times = 0; times < 3; times++) await answerTo(made, 'dismiss');
    expect(permissionOf(made)).toEqual(before);
    await ask(made);
    expect(isAsked(made)).toBe(true);
  });

  it('a yes opens every channel, a no closes them all', async () => {
    const made = makeProbedPhone(profile);
    await answerTo(made, 'deny');
    await made.phone.makeChannel({ id: 'news' });
    await made.phone.background();
    const push = () => verdictOn(made, notification({ channel_id: 'news' }));
    expect([(await push()).kind, (await verdictOn(made, notification())).kind]).toEqual(
      Array(2).fill('push.not-shown'),
    );
    await answerTo(made, 'allow');
    await made.phone.background();
    expect([(await push()).kind, (await verdictOn(made, notification())).kind]).toEqual(
      Array(2).fill('push.shown'),
    );
  });
});

describe.each(askedBySystem)('on %s', (profile) => {
  it('the system asks by itself when an app starts that has a channel', async () => {
    const made = makeProbedPhone(profile);
    expect(permissionOf(made).status).toBe('undetermined');
    await made.phone.launch();
    expect(isAsked(made)).toBe(true);
    await made.phone.answerDialog('dismiss');
    await made.phone.kill();
    await made.phone.launch();
    expect(isAsked(made)).toBe(true);
    await made.phone.answerDialog('allow');
    expect(permissionOf(made).status).toBe('granted');
  });

  it('the system asks by itself when a running app makes its first channel', async () => {
    // A build without push makes none when it starts.
    const made = makeProbedPhone(profile, { config: appConfig({ pushProvider: 'none' }) });
    await made.phone.launch();
    expect(isAsked(made)).toBe(false);
    await made.phone.makeChannel({ id: 'news' });
    expect(isAsked(made)).toBe(true);
    await made.phone.answerDialog('dismiss');
    await made.phone.makeChannel({ id: 'offers' });
    expect(isAsked(made)).toBe(false);
  });

  it('a single no is final until the app is installed anew or built for Android 13', async () => {
    const made = makeProbedPhone(profile);
    await made.phone.launch();
    await made.phone.answerDialog('deny');
    await made.phone.kill();
    await made.phone.launch();
    await ask(made);
    expect([isAsked(made), permissionOf(made).canAskAgain]).toEqual([false, false]);
    await made.phone.updateApp({ targetLevel: 33 });
    await made.phone.launch();
    expect(isAsked(made)).toBe(false);
    await ask(made);
    expect(isAsked(made)).toBe(true);

    const again = makeProbedPhone(profile);
    await again.phone.launch();
    await again.phone.answerDialog('deny');
    await again.phone.reinstall();
    await again.phone.launch();
    expect(isAsked(again)).toBe(true);
  });
});

describe('an upgrade to Android 13', () => {
  it.each(['android-12', 'android-12l', 'android-8'])(
    'from %s leaves an app allowed that had a channel and was not switched off',
    async (profile) => {
      const made = makeProbedPhone(profile);
      await made.phone.launch();
      await made.phone.upgradeSystem('13');
      expect(permissionOf(made).status).toBe('granted');
      expect((await verdictOn(made, notification())).kind).toBe('push.shown');
    },
  );

  it('takes an app without a channel for newly installed', async () => {
    const made = makeProbedPhone('android-12');
    await made.phone.upgradeSystem('13');
    expect(permissionOf(made)).toMatchObject({ status: 'undetermined', canAskAgain: true });
  });

  it('keeps an app off that was switched off', async () => {
    const made = makeProbedPhone('android-12');
    await made.phone.launch();
    await made.phone.setNotifications(false);
    await made.phone.upgradeSystem('14');
    expect(permissionOf(made).status).toBe('denied');
    expect(await verdictOn(made, notification())).toMatchObject({ detail: { reason: 'permission' } });
  });

  it('is no second one from there on: what was answered stays', async () => {
    const made = makeProbedPhone('android-13');
    await answerTo(made, 'deny');
    const before = permissionOf(made);
    await made.phone.upgradeSystem('16');
    expect(permissionOf(made)).toEqual(before);
  });
});

describe('an app that nobody uses for months', () => {
  it('loses the permission, and may ask for it again', async () => {
    const made = makeProbedPhone('android-14');
    await answerTo(made, 'allow');
    await made.phone.kill();
    await made.phone.loseUnusedPermissions();
    expect(permissionOf(made).status).not.toBe('granted');
    expect(await verdictOn(made, notification())).toMatchObject({ detail: { reason: 'permission' } });
    await answerTo(made, 'allow');
    expect(permissionOf(made).status).toBe('granted');
  });

  it.each(['android-12', 'android-11'])('keeps it on %s, where there is none to lose', async (profile) => {
    const { phone } = makeProbedPhone(profile);
    await expect(phone.loseUnusedPermissions()).rejects.toMatchObject({ code: 'permission-kept' });
  });
});
