import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { SystemKind } from '../../../test/fake-system.ts';
import { type App, launch, rest } from '../../../test/launch.ts';

/** The client that pages use today, unmodified. */
const client = readFileSync(
  createRequire(import.meta.url).resolve('median-js-bridge/dist/median.min.js'),
  'utf8',
);

const inPage = (app: App, code: string) => app.page?.run(code) as Promise<unknown>;
const globalsOf = (app: App) => Object.keys(app.page?.window ?? {});
const open = (kind: SystemKind) => launch({ kind, page: client });

describe.each(['ios', 'android-34'] as const)('the Median client on %s', (kind) => {
  test('runs the vendor’s sample calls: prompt, register, info', async () => {
    const app = await open(kind);
    const asked = inPage(app, 'Median.msdynamics.promptNotificationPermission()');
    await rest();
    app.system.answer('allow');
    expect(await asked).toMatchObject({ granted: true });
    expect(await inPage(app, 'Median.msdynamics.areNotificationsEnabled()')).toMatchObject({ granted: true });
    expect(
      await inPage(app, "Median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' })"),
    ).toMatchObject({
      success: true,
    });
    expect(await inPage(app, 'Median.msdynamics.registrationInfo()')).toMatchObject({
      [kind === 'ios' ? 'apnsToken' : 'fcmToken']: app.system.token,
      platform: kind === 'ios' ? 'ios' : 'android',
      installationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(app.gateway.only?.view.userId).toBe('abc123-user-uuid');
  });

  test('sends each command once', async () => {
    const app = await open(kind);
    await inPage(app, 'Median.msdynamics.areNotificationsEnabled()');
    const calls = app.observed.filter(({ kind: what }) => what === 'page.call');
    expect(calls).toHaveLength(1);
  });

  test('gets a failed registration as a value, in a promise and in a callback', async () => {
    const app = await open(kind);
    expect(await inPage(app, "Median.msdynamics.registerDevice({ userId: 'a' })")).toMatchObject({
      success: false,
      reason: 'permission-missing',
    });
    const answer = new Promise((resolve) => {
      Object.assign(app.page?.window ?? {}, { answered: resolve });
    });
    app.page?.run(
      'Median.msdynamics.registerDevice({ userId: "a", callback: function (r) { answered(r) } })',
    );
    expect(await answer).toMatchObject({ success: false });
    expect(await inPage(app, 'Median.msdynamics.registerDevice({})')).toMatchObject({
      reason: 'user-id-required',
    });
  });

  test('reads platform, device, permission status, and opens the settings', async () => {
    const app = await open(kind);
    expect(app.page?.run('Median.isNativeApp()')).toBe(true);
    expect(await inPage(app, 'Median.getPlatform()')).toBe(kind === 'ios' ? 'ios' : 'android');
    expect(await inPage(app, 'Median.deviceInfo()')).toMatchObject({ appId: 'com.example.shop' });
    expect(await inPage(app, "Median.permissions.status(['Notifications'])")).toEqual({
      Notifications: 'undetermined',
    });
    app.page?.run('Median.open.appSettings()');
    await rest();
    expect(app.system.settingsOpened).toBe(1);
  });

  test('has its promise rejected for a command that this app does not know', async () => {
    const app = await open(kind);
    await expect(inPage(app, 'Median.clipboard.get()')).rejects.toMatchObject({ error: 'unknown-command' });
  });

  test('leaves nothing behind in the page that was not there before', async () => {
    const app = await open(kind);
    const before = globalsOf(app);
    for (let i = 0; i < 10; i++) await inPage(app, "Median.msdynamics.registerDevice({ userId: 'a' })");
    expect(globalsOf(app)).toEqual(before);
  });
});
