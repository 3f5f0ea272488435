import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Built, buildBridge } from './testing/build.ts';
import { installApp, type Platform } from './testing/native-side.ts';

const medianClient = readFileSync(
  createRequire(import.meta.url).resolve('median-js-bridge/dist/median.min.js'),
  'utf8',
);

let built: Built;
beforeAll(async () => {
  built = await buildBridge();
});
afterAll(() => built.remove());

/** A page in a context of its own, on a platform or in a browser. */
function openPage(platform?: Platform, globals: Record<string, unknown> = {}) {
  const context = createContext({ setTimeout, clearTimeout, ...globals });
  const run = (script: string) => runInContext(script, context);
  run('var window = globalThis;');
  const window = run('window') as Record<string, unknown>;
  const app = platform && installApp(window, platform, answers);
  return { run, window, app, globals: () => Object.keys(window).sort() };
}

const answers = {
  'msdynamics/promptNotificationPermission': () => ({ granted: true }),
  'msdynamics/registerDevice': () => ({ success: false, reason: 'permission-missing', message: 'not yet' }),
  'msdynamics/registrationInfo': () => ({ platform: 'android' }),
  'run/median_device_info': () => ({ platform: 'android' }),
  'permissions/status': () => ({ Notifications: 'granted' }),
};

describe.each(['android', 'ios'] as const)('a page on %s with the script', (platform) => {
  test('gets median.msdynamics and the general members, and nothing else', () => {
    const { run, globals } = openPage(platform);
    const before = globals();
    run(built.script);
    expect(globals().filter((name) => !before.includes(name))).toEqual(['median']);
    expect(run('Object.keys(median).sort().join()')).toBe('deviceInfo,msdynamics,open,permissions');
  });

  test('may use the samples of the vendor as they are', async () => {
    const { run, app, window, globals } = openPage(platform);
    run(built.script);
    const before = globals();
    const result = vi.fn();
    window.result = result;
    run("median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' }, function (r) { result(r); })");
    await run("median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' })").then(result);
    expect(result.mock.calls.map(([answer]) => answer.reason)).toEqual([
      'permission-missing',
      'permission-missing',
    ]);
    expect(app?.received.map(({ data }) => data.userId)).toEqual(['abc123-user-uuid', 'abc123-user-uuid']);
    expect(globals()).toEqual([...before, 'result'].sort());
  });

  test("shares the page with Median's own client: every command once, every answer to its caller", async () => {
    const { run, app, globals } = openPage(platform);
    run(medianClient);
    run(built.script);
    const before = globals();
    const settled = await run(`Promise.all([
      Median.msdynamics.promptNotificationPermission(),
      median.msdynamics.promptNotificationPermission(),
      Median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' }),
      median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' }),
      Median.getPlatform(),
      Median.permissions.status(['Notifications']),
    ])`);
    expect(JSON.parse(JSON.stringify(settled))).toEqual([
      { granted: true },
      { granted: true },
      { success: false, reason: 'permission-missing', message: 'not yet' },
      { success: false, reason: 'permission-missing', message: 'not yet' },
      'android',
      { Notifications: 'granted' },
    ]);
    expect(app?.received).toHaveLength(6);
    expect(globals()).toEqual(before);
  });
});

test('where both entry points exist a command crosses once, where Median sends two', () => {
  const { run, app } = openPage('both');
  run(medianClient);
  run(built.script);
  run('Median.open.appSettings()');
  expect(app?.received).toHaveLength(2);
  run('median.open.appSettings()');
  expect(app?.received).toHaveLength(3);
});

test('what median has already stays: a native plugin, an open, a status', () => {
  const { run } = openPage('ios');
  run(
    'var median = { msdynamics: { native: true }, open: { url() {} }, permissions: { status: 1 }, share: {} }',
  );
  run(built.script);
  expect(run('JSON.stringify(median)')).toBe(
    '{"msdynamics":{"native":true},"open":{},"permissions":{"status":1},"share":{}}',
  );
  expect(
    run('[typeof median.open.appSettings, typeof median.open.url, typeof median.deviceInfo].join()'),
  ).toBe('function,function,function');
});

test.each(['null', 'Object.freeze({})', '1'])('a median that is %s does not break the page', (value) => {
  const { run } = openPage('ios', {});
  run(`var median = ${value}`);
  expect(() => run(built.script)).not.toThrow();
});

test('running it twice changes nothing', () => {
  const { run } = openPage('android');
  run(built.script);
  run('var first = median.msdynamics');
  run(built.script);
  expect(run('first === median.msdynamics')).toBe(true);
});

test('the injected script, a second copy and the module hear an event once each', () => {
  const heard = vi.fn();
  const { run, app, globals } = openPage('ios', { heard });
  run(built.script);
  run('var injected = median; median = undefined;');
  run(built.script);
  const before = globals();
  run(`var stops = [injected, median].map((bridge) =>
    bridge.msdynamics.registrationChanged.addListener((now) => heard(now.state)))`);
  app?.callGlobal('_median_msdynamics_registration_changed', { state: 'queued' });
  expect(heard.mock.calls).toEqual([['queued'], ['queued']]);
  run('stops.forEach((stop) => stop())');
  expect(globals()).toEqual([...before, 'stops'].sort());
});

test('the tag may set the deadlines', async () => {
  const document = { currentScript: { dataset: { deadlineMs: '1', promptDeadlineMs: '2' } } };
  const { run, app } = openPage('ios', { document });
  run(built.script);
  expect(await run('median.msdynamics.unregisterDevice()')).toMatchObject({ reason: 'deadline' });
  expect(app?.commands()).toEqual(['msdynamics/unregisterDevice']);
});

test('the text may stand inside an HTML script element', () => {
  expect(built.script).not.toMatch(/<\/script|<!--|[\u2028\u2029]/i);
});
