import { describe, expect, test } from 'vitest';
import { configOf, launch, rest } from '../../../test/launch.ts';
import { readPermission } from './rules.ts';

const granted = { granted: true, status: 'granted', canAskAgain: true };
const undetermined = { granted: false, status: 'undetermined', canAskAgain: true };
const finallyDenied = { granted: false, status: 'denied', canAskAgain: false };

describe.each(['ios', 'android-34'] as const)('on %s', (kind) => {
  test('nothing is decided on a fresh install, whatever word the system uses', async () => {
    const app = await launch({ kind });
    expect(await app.call('msdynamics/areNotificationsEnabled')).toEqual(undetermined);
    expect(app.system.dialogs).toBe(0);
  });

  test('prompting shows the dialog and answers when the person has', async () => {
    const app = await launch({ kind });
    const asked = app.prompt();
    await rest();
    expect(app.system.dialogs).toBe(1);
    app.system.answer('allow');
    expect(await asked).toEqual(granted);
    expect(await app.prompt()).toEqual(granted);
    expect(app.system.dialogs).toBe(1);
  });

  test('two prompts at the same time share one dialog', async () => {
    const app = await launch({ kind });
    const both = Promise.all([app.prompt(), app.prompt()]);
    await rest();
    app.system.answer('deny');
    const [one, two] = await both;
    expect(one).toEqual(two);
    expect(app.system.dialogs).toBe(1);
  });

  test('a prompt of the automatic registration is the page’s too', async () => {
    const app = await launch({ kind, config: configOf({ automaticRegistration: true }) });
    const asked = app.prompt();
    await rest();
    app.system.answer('allow');
    expect(await asked).toEqual(granted);
    expect(app.system.dialogs).toBe(1);
  });

  test('a dialog that nobody answers lets the call go before the page gives up', async () => {
    const app = await launch({ kind });
    const asked = app.prompt();
    await app.clock.advance(9.5 * 60_000);
    expect(await asked).toMatchObject({ granted: false, reason: 'deadline' });
  });

  test('a permission that was switched off in the settings is denied', async () => {
    const app = await launch({ kind });
    await app.allow();
    app.system.allowed = 'no';
    expect(await app.call('msdynamics/areNotificationsEnabled')).toMatchObject({
      granted: false,
      status: 'denied',
    });
    expect(await app.call('permissions/status')).toEqual({ Notifications: 'denied' });
  });
});

test('iOS cannot ask twice: after a refusal only Settings helps, and prompting says so at once', async () => {
  const app = await launch({ kind: 'ios' });
  const asked = app.prompt();
  await rest();
  app.system.answer('deny');
  expect(await asked).toEqual(finallyDenied);
  expect(await app.prompt()).toEqual(finallyDenied);
  expect(app.system.dialogs).toBe(1);
});

test('Android 13+ can ask twice, and remembers over restarts that it has asked', async () => {
  const app = await launch({ kind: 'android-34' });
  const first = app.prompt();
  await rest();
  app.system.answer('deny');
  expect(await first).toEqual({ granted: false, status: 'denied', canAskAgain: true });
  const next = await app.relaunch().start();
  expect(await next.call('permissions/status')).toEqual({ Notifications: 'denied' });
  const second = next.prompt();
  await rest();
  next.system.answer('deny');
  expect(await second).toEqual(finallyDenied);
  expect(await next.prompt()).toEqual(finallyDenied);
  expect(next.system.dialogs).toBe(2);
});

describe('on Android 12', () => {
  test('prompting is granted without a dialog', async () => {
    const app = await launch({ kind: 'android-31' });
    expect(await app.prompt()).toEqual(granted);
    expect(app.system.dialogs).toBe(0);
  });

  test('switched off in the settings, nothing can be asked', async () => {
    const app = await launch({ kind: 'android-31' });
    app.system.allowed = 'no';
    expect(await app.prompt()).toEqual(finallyDenied);
    expect(app.system.dialogs).toBe(0);
  });
});

describe('a system that does not answer', () => {
  const hanging = { permission: () => new Promise<never>(() => {}) };
  const failing = { requestPermission: () => Promise.reject(new Error('no activity')) };

  test('leaves the last reading standing', async () => {
    const app = await launch({ ports: (ports) => ({ ...ports, push: { ...ports.push, ...hanging } }) });
    await app.clock.advance(5_000);
    const asked = app.call('msdynamics/areNotificationsEnabled');
    await app.clock.advance(5_000);
    expect(await asked).toEqual(undetermined);
  });

  test('or that cannot ask, still lets the prompt answer', async () => {
    const app = await launch({ ports: (ports) => ({ ...ports, push: { ...ports.push, ...failing } }) });
    expect(await app.prompt()).toEqual(undetermined);
    expect(app.logged('permission.unasked')).toHaveLength(1);
  });
});

test.each([
  ['ios', { granted: false, canAskAgain: true, status: 'denied' }, false, finallyDenied],
  ['ios', { granted: false, canAskAgain: true, status: 'granted' }, true, undetermined],
  ['android', { granted: false, canAskAgain: true, status: 'denied' }, false, undetermined],
  ['android', { granted: false, canAskAgain: true, status: 'undetermined' }, true, undetermined],
  ['android', { granted: false, canAskAgain: false, status: 'undetermined' }, false, finallyDenied],
  ['android', { granted: true, canAskAgain: false, status: 'denied' }, true, granted],
] as const)('%s saying %o, asked before: %s', (platform, system, asked, expected) => {
  const device = { platform, appId: 'a', facts: {} as never };
  expect(readPermission(system, device, asked)).toEqual(expected);
});

test('permissions/status tells of notifications only, and only if asked for them', async () => {
  const app = await launch();
  expect(await app.call('permissions/status', { permissions: ['Notifications', 'Camera'] })).toEqual({
    Notifications: 'undetermined',
  });
  expect(await app.call('permissions/status', { permissions: ['Camera'] })).toEqual({});
});
