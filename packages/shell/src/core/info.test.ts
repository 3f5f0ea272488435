import { describe, expect, test } from 'vitest';
import { configOf, deviceOf, launch } from '../../test/launch.ts';
import { factsOf } from './facts.ts';

test('the info is populated before anything has happened', async () => {
  const app = await launch();
  expect(await app.info()).toEqual({
    platform: 'ios',
    appId: 'com.example.shop',
    appVersion: '1.2.3',
    appBuild: '42',
    distribution: 'release',
    hardware: 'armv8',
    installationId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    language: 'en',
    model: 'Model',
    os: 'iOS',
    osVersion: '17.0',
    timeZone: 'Europe/Berlin',
    isFirstLaunch: true,
    registration: { state: 'none', since: expect.any(String) },
  });
});

test('Android tells its build as a number, under both names', async () => {
  const app = await launch({ kind: 'android-34' });
  expect(await app.info()).toMatchObject({ os: 'Android', appBuild: 42, appVersionCode: 42 });
});

test('the first launch is the first for as long as it lasts, and no later one is', async () => {
  const app = await launch();
  expect(await app.info()).toMatchObject({ isFirstLaunch: true });
  await app.resume();
  expect(await app.info()).toMatchObject({ isFirstLaunch: true });
  const next = await app.relaunch().start();
  expect(await next.info()).toMatchObject({ isFirstLaunch: false });
});

test('the installation id is the same for every user and every launch', async () => {
  const app = await launch();
  const { installationId } = await app.info();
  await app.register('a');
  await app.register('b');
  const next = await app.relaunch().start();
  expect(await next.info()).toMatchObject({ installationId });
});

test('the device info of Median is the same', async () => {
  const app = await launch();
  expect(await app.call('run/median_device_info')).toEqual(await app.info());
  expect(await app.call('run/gonative_device_info')).toEqual(await app.info());
});

describe('the token', () => {
  test('is there exactly while it is allowed and in use', async () => {
    const app = await launch({ kind: 'android-34' });
    const token = async () => (await app.info()).fcmToken;
    expect(await token()).toBeUndefined();
    await app.allow();
    expect(await token()).toBeUndefined();
    await app.register('a');
    expect(await token()).toBe(app.system.token);
    app.system.allowed = 'no';
    expect(await token()).toBeUndefined();
    app.system.allowed = 'yes';
    expect(await token()).toBe(app.system.token);
    await app.unregister();
    expect(await token()).toBeUndefined();
  });

  test('that cannot be read just now does not keep the page waiting', async () => {
    const app = await launch({ config: configOf({ gateway: undefined }) });
    await app.allow();
    await app.register('a');
    app.system.tokenIs = 'hanging';
    await app.resume();
    const info = app.info();
    await app.clock.advance(2_000);
    expect(await info).toMatchObject({ apnsToken: app.system.token });
  });
});

test.each([
  ['arm64', 'armv8'],
  ['arm64e', 'armv8'],
  ['arm64-v8a', 'armv8'],
  ['aarch64', 'armv8'],
  ['armeabi-v7a', 'armv7'],
  ['x86_64', 'x86_64'],
  ['riscv64', 'riscv64'],
])('hardware %s is called %s', (hardware, name) => {
  const device = deviceOf('ios');
  expect(factsOf({ ...device, facts: { ...device.facts, hardware } }).hardware).toBe(name);
});
