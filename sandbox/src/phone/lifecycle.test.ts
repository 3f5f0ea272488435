import { describe, expect, it, vi } from 'vitest';
import { createPhone } from './phone.ts';
import { eventually } from './testing/eventually.ts';
import { connectFakePage } from './testing/fake-page.ts';
import { makeProbedPhone, origins } from './testing/make-phone.ts';

const alert = { aps: { alert: { title: 'Hello' } }, data: { link: `${origins.site}/offer` } };
const traceId = 'b'.repeat(32);

describe('the app on a phone', () => {
  it('is not running at first; launching, leaving and killing it drives the core', async () => {
    const { phone, probe } = makeProbedPhone('iphone');
    expect(phone.view()).toMatchObject({ state: 'killed', page: { generation: 0, connected: false } });
    await phone.launch();
    expect(phone.view()).toMatchObject({ state: 'foreground', page: { generation: 1 } });
    await phone.launch();
    await phone.background();
    expect(phone.view().state).toBe('background');
    await phone.launch();
    await phone.kill();
    expect(phone.view().state).toBe('killed');
    await phone.launch();
    expect(phone.view().page.generation).toBe(2);
    expect(probe.calls).toEqual(['start', 'resumed', 'close', 'start']);
  });

  it('keeps its storage over a kill and a restart of the sandbox, and loses it with a reinstall', async () => {
    const { phone, probe, options } = makeProbedPhone('android-14');
    await phone.launch();
    await probe.processes[0]?.store.set('key', 'value');
    await phone.kill();
    await phone.launch();
    expect(await probe.processes[1]?.store.get('key')).toBe('value');
    const again = createPhone({ ...options, state: JSON.parse(JSON.stringify(phone.snapshot())) });
    phone.close();
    expect(again.view()).toMatchObject({ state: 'killed', token: phone.view().token });
    await again.launch();
    expect(await probe.processes[2]?.store.get('key')).toBe('value');
    await again.reinstall();
    await again.launch();
    expect(await probe.processes[3]?.store.get('key')).toBeUndefined();
  });

  it('does nothing any more after a kill: no write, no script, no answer, no timer', async () => {
    const { phone, probe } = makeProbedPhone('iphone');
    await phone.launch();
    const [dead] = probe.processes;
    await phone.kill();
    await phone.launch();
    const page = connectFakePage(phone);
    const answered = vi.fn();
    dead?.store.set('key', 'value').then(answered);
    dead?.web.run('x').then(answered);
    dead?.web.load(`${origins.site}/x`).then(answered);
    dead?.push.permission().then(answered);
    dead?.clock.after(0, answered);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(answered).not.toHaveBeenCalled();
    expect(page.seen).toEqual([]);
    expect(await probe.processes[1]?.store.get('key')).toBeUndefined();
  });

  it('gets a new token and a fresh permission with a reinstall; the old token is dead', async () => {
    const { phone, network } = makeProbedPhone('iphone');
    const before = phone.view().token;
    await phone.setNotifications(true);
    await phone.reinstall();
    const { token, permission, state, installationId } = phone.view();
    expect({ permission, state, installationId }).toEqual({
      permission: { status: 'undetermined', canAskAgain: true, denials: 0 },
      state: 'killed',
      installationId: null,
    });
    expect(network.alive).toEqual([token]);
    expect(token).not.toBe(before);
  });

  it('hears of a rotated token while it runs', async () => {
    const { phone, network, probe, timeline } = makeProbedPhone('android-12');
    await phone.launch();
    await phone.rotateToken();
    const { token } = phone.view();
    expect(network.alive).toEqual([token]);
    await eventually(() => expect(probe.calls).toContain(`token ${token}`));
    expect(JSON.stringify(timeline.list())).not.toContain(token);
  });
});

describe('the permission dialog', () => {
  it('belongs to the app: it is seen in front, and gone with the process', async () => {
    const { phone, probe } = makeProbedPhone('android-14');
    await phone.launch();
    const asked = probe.processes[0]?.push.requestPermission();
    expect(phone.view().dialog).toEqual({ kind: 'notifications', appName: 'Shop' });
    await phone.background();
    expect(phone.view().dialog).toBeNull();
    await expect(phone.answerDialog('allow')).rejects.toMatchObject({ code: 'dialog-absent' });
    await phone.launch();
    await phone.answerDialog('dismiss');
    expect(await asked).toMatchObject({ granted: false, canAskAgain: true });
    probe.processes[0]?.push.requestPermission();
    await phone.kill();
    await phone.launch();
    expect(phone.view().dialog).toBeNull();
  });

  it('is shared by all who ask, and answered by the settings too', async () => {
    const { phone, probe } = makeProbedPhone('iphone');
    await phone.launch();
    const asked = [1, 2].map(() => probe.processes[0]?.push.requestPermission());
    await expect(phone.answerDialog('dismiss')).rejects.toMatchObject({ code: 'answer-not-offered' });
    await phone.setNotifications(true);
    expect(await Promise.all(asked)).toMatchObject([{ granted: true }, { granted: true }]);
    expect(phone.view().dialog).toBeNull();
  });

  it('never appears on Android 12', async () => {
    const { phone, probe } = makeProbedPhone('android-12');
    await phone.launch();
    expect(await probe.processes[0]?.push.requestPermission()).toMatchObject({ granted: true });
  });
});

describe('the settings', () => {
  it('take the person out of the app, who comes back by opening it', async () => {
    const { phone, probe } = makeProbedPhone('iphone');
    await phone.launch();
    await probe.processes[0]?.push.openSettings();
    expect(phone.view()).toMatchObject({ settingsOpen: true, state: 'background' });
    await phone.setNotifications(true);
    expect(probe.calls).not.toContain('resumed');
    await phone.launch();
    expect(phone.view()).toMatchObject({ settingsOpen: false, state: 'foreground' });
    expect(probe.calls).toContain('resumed');
  });

  it('are noticed when the person returns from a switch flipped on the way', async () => {
    const { phone, probe } = makeProbedPhone('android-14');
    await phone.launch();
    await phone.setNotifications(true);
    expect(probe.calls).toEqual(['start', 'resumed']);
  });
});

describe('a tap', () => {
  it('opens the app that is not running with it, and tells it once more', async () => {
    const { phone, network, probe, timeline } = makeProbedPhone('iphone');
    await phone.setNotifications(true);
    network.send(phone.view().token, { id: 'n1', payload: alert, traceId });
    await eventually(() => expect(phone.view().tray).toHaveLength(1));
    await phone.tap('n1');
    expect(phone.view()).toMatchObject({ state: 'foreground', tray: [] });
    const tap = { id: 'n1', payload: alert, coldStart: true };
    await eventually(() => expect(probe.taps).toEqual([tap, tap]));
    expect(timeline.list({ traceId }).map(({ kind }) => kind)).toEqual([
      'push.arrived',
      'push.shown',
      'push.tapped',
    ]);
    await expect(phone.tap('n1')).rejects.toMatchObject({ code: 'notification-unknown' });
  });

  it('brings a running app to the front', async () => {
    const { phone, network, probe } = makeProbedPhone('iphone');
    await phone.setNotifications(true);
    await phone.launch();
    await phone.background();
    network.send(phone.view().token, { id: 'n1', payload: alert, traceId });
    await eventually(() => expect(phone.view().tray).toHaveLength(1));
    await phone.tap('n1');
    await eventually(() => expect(probe.taps).toEqual([{ id: 'n1', payload: alert, coldStart: false }]));
    expect(probe.calls).toContain('resumed');
  });
});

describe('offline', () => {
  it('an iPhone’s token waits for the network; Android has one it has seen before', async () => {
    const iphone = makeProbedPhone('iphone');
    await iphone.phone.setOnline(false);
    await iphone.phone.launch();
    const answered = vi.fn();
    const token = iphone.probe.processes[0]?.push.token().then((value) => {
      answered();
      return value;
    });
    await Promise.resolve();
    expect(answered).not.toHaveBeenCalled();
    await iphone.phone.setOnline(true);
    expect(await token).toEqual({ value: iphone.phone.view().token, environment: 'development' });

    const pixel = makeProbedPhone('android-14');
    await pixel.phone.setOnline(false);
    await pixel.phone.launch();
    await expect(pixel.probe.processes[0]?.push.token()).rejects.toThrow('SERVICE_NOT_AVAILABLE');
    await pixel.phone.setOnline(true);
    expect(pixel.probe.calls).toContain('online');
    await pixel.probe.processes[0]?.push.token();
    await pixel.phone.setOnline(false);
    expect(await pixel.probe.processes[0]?.push.token()).toEqual({ value: pixel.phone.view().token });
  });
});

it('refuses what a person could not do now', async () => {
  const { phone } = makeProbedPhone('iphone');
  await expect(phone.background()).rejects.toMatchObject({ code: 'app-not-running' });
  await expect(phone.load('/x')).rejects.toMatchObject({ code: 'app-not-in-front' });
  await expect(phone.closeBrowser()).rejects.toMatchObject({ code: 'browser-absent' });
  await expect(phone.answerDialog('allow')).rejects.toMatchObject({ code: 'dialog-absent' });
  await phone.launch();
  for (const url of ['http://', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd']) {
    await expect(phone.load(url)).rejects.toMatchObject({ code: 'url-invalid' });
  }
});
