import { describe, expect, it } from 'vitest';
import { makeProbedPhone } from '../testing/make-phone.ts';

type Made = ReturnType<typeof makeProbedPhone>;

const data = { data: { title: 'Hello' } };
const alert = { aps: { alert: 'Hello', badge: 3 } };
let sent = 0;

async function push({ phone, network, timeline }: Made, payload: unknown) {
  sent += 1;
  const before = timeline.list().length;
  network.send(phone.view().token, { id: `n${sent}`, payload, traceId: 'a'.repeat(32) });
  await new Promise((resolve) => setImmediate(resolve));
  return timeline.list().find(({ seq, kind }) => seq > before && /^push\.(not-)?shown$/.test(kind));
}

/** What the app hears when it asks and nobody answers: undefined while a dialog is up. */
async function ask({ probe }: Made) {
  const asked = probe.processes.at(-1)?.push.requestPermission();
  return Promise.race([asked, new Promise((resolve) => setImmediate(resolve))]);
}

describe('an app for API 32 or less on Android 13', () => {
  it('is asked about by the system, as soon as it starts and has made its channel', async () => {
    const made = makeProbedPhone('android-13-target-32');
    await made.phone.launch();
    expect(made.phone.view().dialog).not.toBeNull();
    expect(made.kinds()).toEqual(expect.arrayContaining(['channel.made', 'permission.asked']));
    await made.phone.answerDialog('allow');
    expect(made.phone.view()).toMatchObject({ dialog: null, permission: { status: 'granted' } });
    expect(made.probe.calls, 'the dialog has covered the app').toContain('resumed');
  });

  it('cannot ask by itself', async () => {
    const made = makeProbedPhone('android-13-target-32');
    await made.phone.launch();
    await made.phone.answerDialog('dismiss');
    expect(await ask(made)).toEqual({ granted: false, canAskAgain: false, status: 'denied' });
    expect(made.phone.view().dialog).toBeNull();
  });

  it('is asked about again at its next start after the dialog was swiped away', async () => {
    const { phone } = makeProbedPhone('android-13-target-32');
    await phone.launch();
    await phone.answerDialog('dismiss');
    expect(phone.view().permission).toEqual({ status: 'undetermined', denials: 0, canAskAgain: true });
    await phone.background();
    await phone.launch();
    expect(phone.view().dialog).not.toBeNull();
  });

  it('is refused for good by one denial, until it is installed anew', async () => {
    const { phone } = makeProbedPhone('android-16-target-32');
    await phone.launch();
    await phone.answerDialog('deny');
    await phone.kill();
    await phone.launch();
    expect(phone.view()).toMatchObject({
      dialog: null,
      permission: { status: 'denied', canAskAgain: false },
    });
    await phone.reinstall();
    await phone.launch();
    expect(phone.view().dialog).not.toBeNull();
  });

  it('may ask once more after an update to a build for 33', async () => {
    const made = makeProbedPhone('android-13-target-32');
    await made.phone.launch();
    await made.phone.answerDialog('deny');
    await made.phone.updateApp({ targetLevel: 33 });
    expect(made.phone.view()).toMatchObject({ state: 'killed', targetLevel: 33 });
    await made.phone.launch();
    expect(made.phone.view().dialog).toBeNull();
    expect(await ask(made)).toBeUndefined();
    await made.phone.answerDialog('deny');
    expect(await ask(made)).toMatchObject({ canAskAgain: false });
    expect(made.phone.view().permission.denials).toBe(2);
  });
});

describe('a phone that is upgraded to Android 13', () => {
  it('lets an app go on that has a channel', async () => {
    const made = makeProbedPhone('android-12');
    await made.phone.launch();
    await made.phone.upgradeSystem('13');
    expect(made.phone.view()).toMatchObject({
      ...{ state: 'killed', apiLevel: 33, osVersion: '13' },
      permission: { status: 'granted' },
    });
    expect(await push(made, data)).toMatchObject({ kind: 'push.shown' });
  });

  it('has an app without a channel ask as if newly installed', async () => {
    const made = makeProbedPhone('android-12l');
    await made.phone.upgradeSystem('14');
    expect(made.phone.view().permission.status).toBe('undetermined');
    await made.phone.launch();
    expect(await ask(made)).toBeUndefined();
    await made.phone.answerDialog('allow');
    expect(made.phone.view().permission.status).toBe('granted');
  });

  it('keeps a former switch-off', async () => {
    const made = makeProbedPhone('android-8');
    await made.phone.launch();
    await made.phone.setNotifications(false);
    await made.phone.upgradeSystem('16');
    expect(made.phone.view().permission).toEqual({ status: 'denied', denials: 1, canAskAgain: true });
    expect(await push(made, data)).toMatchObject({ detail: { reason: 'permission' } });
  });

  it('refuses a version that is none, or not newer', async () => {
    const { phone } = makeProbedPhone('android-13');
    for (const version of ['7', '12m', '14.1', ''])
      await expect(phone.upgradeSystem(version)).rejects.toMatchObject({ code: 'version-unknown' });
    await expect(phone.upgradeSystem('12L')).rejects.toMatchObject({ code: 'version-not-newer' });
    await phone.upgradeSystem('17');
    expect(phone.view()).toMatchObject({ osVersion: '17', apiLevel: 37 });
    const iphone = makeProbedPhone('ios-15').phone;
    await expect(iphone.upgradeSystem('15.8')).rejects.toMatchObject({ code: 'version-not-newer' });
    await iphone.upgradeSystem('26.2');
    expect(iphone.view().osVersion).toBe('26.2');
    await expect(iphone.updateApp({ targetLevel: 33 })).rejects.toMatchObject({ code: 'android-only' });
    await expect(phone.updateApp({ targetLevel: 32 })).rejects.toMatchObject({ code: 'target-not-higher' });
  });
});

describe('months without use', () => {
  it('take the permission from an app on Android 13, which may ask for it again', async () => {
    const made = makeProbedPhone('android-14');
    await made.phone.setNotifications(true);
    await made.phone.launch();
    await made.phone.loseUnusedPermissions();
    expect(made.phone.view()).toMatchObject({
      state: 'killed',
      permission: { status: 'undetermined', canAskAgain: true },
    });
    expect(await push(made, data)).toMatchObject({ detail: { reason: 'permission' } });
  });

  it.each(['android-12', 'iphone'])('take nothing from an app on %s', async (profile) => {
    const { phone } = makeProbedPhone(profile);
    await expect(phone.loseUnusedPermissions()).rejects.toMatchObject({
      code: profile === 'iphone' ? 'android-only' : 'permission-kept',
    });
  });
});

describe('provisional authorisation on iOS', () => {
  async function provisional() {
    const made = makeProbedPhone('ios-17');
    await made.phone.launch();
    await made.phone.authorizeProvisionally();
    await made.phone.background();
    return made;
  }

  it('needs no dialog, and lists notifications quietly, without a badge', async () => {
    const made = await provisional();
    expect(made.phone.view()).toMatchObject({ dialog: null, permission: { status: 'provisional' } });
    expect(await push(made, alert)).toMatchObject({ kind: 'push.shown', detail: { quiet: 'provisional' } });
    expect(made.phone.view()).toMatchObject({ badge: 0, tray: [{ quiet: 'provisional' }] });
  });

  it('is undecided to the shell, which does not ask for it', async () => {
    const made = await provisional();
    expect(await made.probe.processes[0]?.push.permission()).toEqual({
      ...{ granted: false, canAskAgain: true, status: 'undetermined' },
    });
  });

  it.each([
    ['keep-prominent', 'granted'],
    ['keep-quiet', 'provisional'],
    ['turn-off', 'denied'],
  ] as const)('asks under each notification: %s means %s', async (answer, status) => {
    const made = await provisional();
    await push(made, alert);
    const [shown] = made.phone.view().tray;
    await made.phone.answerQuiet(shown?.id ?? 'none', answer);
    expect(made.phone.view().permission.status).toBe(status);
    const next = await push(made, alert);
    expect(next?.kind).toBe(status === 'denied' ? 'push.not-shown' : 'push.shown');
    expect(made.phone.view().badge).toBe(status === 'granted' ? 3 : 0);
  });

  it('is only for the first time, and only there', async () => {
    const made = await provisional();
    await expect(made.phone.authorizeProvisionally()).rejects.toMatchObject({ code: 'permission-decided' });
    await made.phone.setNotifications(true);
    await push(made, alert);
    const [shown] = made.phone.view().tray;
    const answered = made.phone.answerQuiet(shown?.id ?? 'none', 'keep-quiet');
    await expect(answered).rejects.toMatchObject({ code: 'question-absent' });
    const pixel = makeProbedPhone('android-14').phone;
    await expect(pixel.authorizeProvisionally()).rejects.toMatchObject({ code: 'ios-only' });
    await expect(pixel.answerQuiet('n', 'turn-off')).rejects.toMatchObject({ code: 'ios-only' });
  });
});
