import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import bridge from '@journeys-push/bridge/iife';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type AppInEngine, type AppInEngineOptions, openApp } from './testing/app-in-engine.ts';
import { startChromium } from './testing/chromium.ts';
import type { Engine } from './testing/engine.ts';
import { startWebKit } from './testing/webkit.ts';

/** The client that pages use today, unmodified. */
const medianClient = readFileSync(
  createRequire(import.meta.url).resolve('median-js-bridge/dist/median.min.js'),
  'utf8',
);
const inline = (script: string) => `<script>${script.replaceAll('</script', '<\\/script')}</script>`;

/** The engine that each system's WebView is made of; `entry` is the one that its pages may see. */
const systems = [
  { kind: 'ios', name: 'WebKit', start: startWebKit, entry: 'webkit.messageHandlers.JSBridge' },
  { kind: 'android-34', name: 'Chromium', start: startChromium, entry: 'JSBridge' },
] as const;

/** The calls of the page API, by the global that makes them, and the command that each one is. */
const calls = {
  median: [
    ['msdynamics.promptNotificationPermission()', 'msdynamics/promptNotificationPermission'],
    ['msdynamics.areNotificationsEnabled()', 'msdynamics/areNotificationsEnabled'],
    ["msdynamics.registerDevice({ userId: 'abc123-user-uuid' })", 'msdynamics/registerDevice'],
    ['msdynamics.registrationInfo()', 'msdynamics/registrationInfo'],
    ['msdynamics.unregisterDevice()', 'msdynamics/unregisterDevice'],
    ['msdynamics.setTrackingConsent({ granted: true })', 'msdynamics/setTrackingConsent'],
    ['permissions.status()', 'permissions/status'],
    ['deviceInfo()', 'run/median_device_info'],
    ['open.appSettings()', 'open/app-settings'],
  ],
  Median: [
    ['msdynamics.promptNotificationPermission()', 'msdynamics/promptNotificationPermission'],
    ['msdynamics.areNotificationsEnabled()', 'msdynamics/areNotificationsEnabled'],
    ["msdynamics.registerDevice({ userId: 'abc123-user-uuid' })", 'msdynamics/registerDevice'],
    ['msdynamics.registrationInfo()', 'msdynamics/registrationInfo'],
    ['getPlatform()', 'run/median_device_info'],
    ['open.appSettings()', 'open/app-settings'],
  ],
} as const;

const commandOf = (message: unknown): unknown => {
  if (typeof message !== 'string') return message;
  const { medianCommand = message } = message.startsWith('{')
    ? (JSON.parse(message) as { medianCommand?: string })
    : {};
  return medianCommand.replace('median://', '');
};

describe.each(systems)('the injected script in $name', ({ kind, start, entry }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  const opened: AppInEngine[] = [];
  afterEach(async () => {
    for (const app of opened.splice(0)) await app.close();
  });

  /** The app, with its page shown and the permission given. */
  async function show(options: Omit<AppInEngineOptions, 'kind'> = {}) {
    const shown = await openApp(engine, { kind, ...options });
    opened.push(shown);
    shown.app.system.allowed = 'yes';
    await shown.show('/');
    return shown;
  }
  const commands = async (shown: AppInEngine) => (await shown.posted()).map(commandOf);
  /** `median_library_ready` and the listeners of events make the core post; a page without them posts nothing. */
  const enabled = 'msdynamics.areNotificationsEnabled()';

  test.each([
    ['the bare page', 'median', ''],
    ['the Median client', 'Median', inline(medianClient)],
  ] as const)('%s sends one message a command, as text, and is answered', async (_, global, html) => {
    const shown = await show({ html });
    const answers: unknown[] = [];
    for (const [call] of calls[global]) answers.push(await shown.page.evaluate(`${global}.${call}`));
    expect(await commands(shown)).toEqual(calls[global].map(([, command]) => command));
    expect((await shown.posted()).filter((message) => typeof message !== 'string')).toEqual([]);
    expect(answers.slice(0, 4)).toMatchObject([
      { granted: true },
      { granted: true },
      { success: true },
      { platform: kind === 'ios' ? 'ios' : 'android', registration: { state: 'registered' } },
    ]);
    expect(shown.app.system.settingsOpened).toBe(1);
  });

  test('a callback of the Median client is called once, and a refusal resolves', async () => {
    const shown = await show({ html: inline(medianClient) });
    shown.app.gateway.weather = { problem: 'user-unknown' };
    const answer = await shown.page.evaluate(
      `new Promise((resolve) => {
        const got = [];
        const callback = (value) => { got.push(value); setTimeout(() => resolve(got), 50); };
        Median.msdynamics.registerDevice({ userId: 'a', callback });
      })`,
    );
    expect(answer).toMatchObject([{ success: false, reason: 'user-unknown' }]);
  });

  test('the page has exactly one entry point, that of its system', async () => {
    const { page } = await show();
    expect(
      await page.evaluate(`{
        JSBridge: typeof window.JSBridge?.postMessage,
        'webkit.messageHandlers.JSBridge': typeof window.webkit?.messageHandlers?.JSBridge?.postMessage,
      }`),
    ).toEqual({
      JSBridge: 'undefined',
      'webkit.messageHandlers.JSBridge': 'undefined',
      [entry]: 'function',
    });
  });

  test('the page has no other new name', async () => {
    const names = 'Object.getOwnPropertyNames(window)';
    const without = await (await show({ when: 'never' })).page.evaluate<string[]>(names);
    const within = await (await show()).page.evaluate<string[]>(names);
    const added = within.filter((name) => !without.includes(name)).sort();
    expect(added).toEqual(kind === 'ios' ? ['median'] : ['JSBridge', 'median']);
    expect(without.filter((name) => !within.includes(name))).toEqual([]);
  });

  test('an object that a page posts by itself arrives as JSON text', async () => {
    const shown = await show();
    const data = { callback: 'heard', text: 'quotes " \u2028 </script> ünïcode 🙂' };
    const message = { medianCommand: 'median://msdynamics/areNotificationsEnabled', data };
    const answer = await shown.page.evaluate(
      `new Promise((resolve) => { window.heard = resolve; window.${entry}.postMessage(${JSON.stringify(message)}); })`,
    );
    expect(await shown.posted()).toEqual([JSON.stringify(message)]);
    expect(answer).toMatchObject({ granted: true });
  });

  test('text from outside reaches the page as data', async () => {
    const shown = await show();
    const detail = '"\'`\\ \u2028\u2029 </script><!-- __proto__ 🙂';
    shown.app.gateway.weather = { problem: 'user-unknown', detail };
    const answer = await shown.page.evaluate("median.msdynamics.registerDevice({ userId: 'a' })");
    expect(answer).toMatchObject({ success: false, message: detail });
  });

  test('a page whose policy forbids eval and inline scripts is answered', async () => {
    const shown = await show({
      policy: "default-src 'none'; script-src 'nonce-n'",
      html: `<script nonce="n">try { window.evaluated = eval('1'); } catch (error) { window.evaluated = 'refused'; }</script>
        <script>window.inlined = true;</script>`,
    });
    expect(await shown.page.evaluate('[window.evaluated, window.inlined === undefined]')).toEqual([
      'refused',
      true,
    ]);
    expect(await shown.page.evaluate(`median.${enabled}`)).toMatchObject({ granted: true });
    expect(await commands(shown)).toHaveLength(1);
  });

  test('running again leaves the entry point, the bridge and one message a command', async () => {
    const shown = await show();
    const things = `[window.${entry}, median, median.msdynamics]`;
    await shown.page.run(`window.before = ${things};`);
    await shown.inject();
    await shown.inject();
    expect(await shown.page.evaluate(`${things}.map((now, i) => now === window.before[i])`)).toEqual([
      true,
      true,
      true,
    ]);
    await shown.page.evaluate(`median.${enabled}`);
    expect(await commands(shown)).toHaveLength(1);
  });

  test('median_library_ready is called once a document', async () => {
    const html = inline('var ready = 0; function median_library_ready() { ready += 1; }');
    const shown = await show({ html: { '/': html, '/next': html } });
    await shown.inject();
    await shown.app.shell.pageLoaded(`${shown.origin}/`);
    await shown.page.evaluate("history.pushState(null, '', '/pushed')");
    await shown.app.shell.pageLoaded(`${shown.origin}/pushed`);
    expect(await shown.page.evaluate('ready')).toBe(1);
    await shown.show('/next');
    expect(await shown.page.evaluate('ready')).toBe(1);
  });

  test('pushState, replaceState and a hash leave it working', async () => {
    const shown = await show();
    for (const step of [
      "history.pushState(null, '', '/cart')",
      "history.replaceState(null, '', '/cart?id=1')",
      "location.hash = 'top'",
    ]) {
      await shown.page.evaluate(step);
      expect(await shown.page.evaluate(`median.${enabled}`)).toMatchObject({ granted: true });
    }
    expect(await commands(shown)).toHaveLength(3);
  });

  test('each document that the page goes to has it, and one message a command', async () => {
    const shown = await show({ html: { '/': '', '/a': '', '/b': inline(medianClient) } });
    for (const path of ['/a', '/b', '/']) {
      await shown.show(path);
      expect(await shown.page.evaluate(`median.${enabled}`)).toMatchObject({ granted: true });
    }
    expect(await commands(shown)).toHaveLength(3);
  });

  test('a page of another origin has nothing of it, and no answer follows there', async () => {
    const shown = await show();
    shown.app.gateway.latencyMs = 1_000;
    await shown.page.run("median.msdynamics.registerDevice({ userId: 'a' });");
    const [message] = await shown.posted();
    const { data } = JSON.parse(String(message)) as { data: { callback: string } };
    // The same site by another name: another origin.
    const elsewhere = shown.origin.replace('127.0.0.1', 'localhost');
    await shown.page.goto(`${elsewhere}/`);
    expect(await shown.page.evaluate(`[typeof window.median, typeof window.JSBridge]`)).toEqual([
      'undefined',
      'undefined',
    ]);
    await shown.page.run(
      `window.stolen = []; window[${JSON.stringify(data.callback)}] = (a) => stolen.push(a);`,
    );
    await shown.app.clock.advance(10_000);
    expect(shown.app.gateway.log).toContain('PUT /user');
    expect(await shown.page.evaluate('[location.origin, stolen]')).toEqual([elsewhere, []]);
  });

  test('that comes later than the page’s first script answers what the page’s own bridge has asked there', async () => {
    const html = inline(bridge) + inline(`window.early = median.${enabled};`);
    const shown = await show({ when: 'late', html });
    expect(await shown.page.evaluate('early')).toMatchObject({ granted: true });
    expect(await commands(shown)).toEqual(['msdynamics/areNotificationsEnabled']);
  });

  describe('that comes only when the page has loaded', () => {
    test('answers what is called from then on, once', async () => {
      const shown = await show({ when: 'load', html: inline(bridge) });
      expect(await shown.page.evaluate(`median.${enabled}`)).toMatchObject({ granted: true });
      expect(await commands(shown)).toEqual(['msdynamics/areNotificationsEnabled']);
    });

    test('answers the Median client as soon as that finds the app', async () => {
      const ready = 'window.ready = new Promise((resolve) => Median.onReady(resolve));';
      const shown = await show({ when: 'load', html: inline(medianClient) + inline(ready) });
      await shown.page.evaluate('ready');
      expect(await shown.page.evaluate(`Median.${enabled}`)).toMatchObject({ granted: true });
      expect(await commands(shown)).toEqual(['msdynamics/areNotificationsEnabled']);
    });

    test('keeps an entry point that the page has made itself, and adds none', async () => {
      const own = `window.own = { postMessage(message) { window.ReactNativeWebView.postMessage(message); } };`;
      const place = kind === 'ios' ? 'webkit.messageHandlers.JSBridge = own;' : 'JSBridge = own;';
      const shown = await show({ when: 'load', html: inline(own + place) });
      expect(await shown.page.evaluate(`window.${entry} === own`)).toBe(true);
      await shown.page.run(`${entry}.postMessage('median://open/app-settings');`);
      expect(await commands(shown)).toEqual(['open/app-settings']);
    });

    test('finds the entry point of a page that has followed our advice for raw callers', async () => {
      const advice =
        'if(!window.JSBridge&&window.ReactNativeWebView&&!window.webkit)window.JSBridge=window.ReactNativeWebView;';
      const early = "if (window.JSBridge) JSBridge.postMessage('median://open/app-settings');";
      const shown = await show({ when: 'load', html: inline(advice) + inline(early) });
      await shown.page.evaluate(`median.${enabled}`);
      const expected = ['open/app-settings', 'msdynamics/areNotificationsEnabled'];
      expect(await commands(shown)).toEqual(kind === 'ios' ? expected.slice(1) : expected);
    });
  });
});
