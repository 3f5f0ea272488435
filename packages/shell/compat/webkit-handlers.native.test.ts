import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type AppInEngine, type AppInEngineOptions, openApp } from './testing/app-in-engine.ts';
import type { Engine } from './testing/engine.ts';
import { startWebKit } from './testing/webkit.ts';

/** What only WebKit does: `window.webkit` is its own, and what hangs on it may be collected. */
let webkit: Engine;
beforeAll(async () => {
  webkit = await startWebKit();
});
afterAll(() => webkit.close());

const opened: AppInEngine[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

async function show(options: Partial<AppInEngineOptions> = {}) {
  const shown = await openApp(webkit, { kind: 'ios', ...options });
  opened.push(shown);
  shown.app.system.allowed = 'yes';
  await shown.show('/');
  return shown;
}

/**
 * Waits until the engine has collected garbage of just this sort: the handlers of an inner frame, which nobody
 * holds, lose what was put on them. An expression of the page; its value is how many rounds it took.
 */
const collected = `(async () => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  frame.contentWindow.webkit.messageHandlers.loose = {};
  for (let round = 1; round <= 400; round += 1) {
    Array.from({ length: 20000 }, (_, i) => ({ i, text: 'garbage ' + i }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (frame.contentWindow.webkit.messageHandlers.loose === undefined) return round;
  }
  return 'never';
})()`;

const asked = 'median.msdynamics.areNotificationsEnabled()';

test('the entry point outlives a garbage collection that takes what nobody holds', async () => {
  const { page, posted } = await show({ html: '<body>' });
  expect(await page.evaluate(collected)).toEqual(expect.any(Number));
  expect(await page.evaluate('typeof webkit.messageHandlers.JSBridge')).toBe('object');
  expect(await page.evaluate(asked)).toMatchObject({ granted: true });
  expect(await posted()).toHaveLength(1);
});

test('it does so after pushState, and in the documents that follow', async () => {
  const shown = await show({ html: { '/': '<body>', '/next': '<body>' } });
  await shown.page.evaluate("history.pushState(null, '', '/pushed')");
  expect(await shown.page.evaluate(collected)).toEqual(expect.any(Number));
  expect(await shown.page.evaluate(asked)).toMatchObject({ granted: true });
  await shown.show('/next');
  expect(await shown.page.evaluate(collected)).toEqual(expect.any(Number));
  expect(await shown.page.evaluate(asked)).toMatchObject({ granted: true });
  expect(await shown.posted()).toHaveLength(2);
});

test('window.webkit and the handler of react-native-webview stay as WebKit has made them', async () => {
  const look = `({
    webkit: window.webkit,
    handlers: window.webkit.messageHandlers,
    native: window.webkit.messageHandlers.ReactNativeWebView,
  })`;
  const { page } = await show({ before: [`window.before = ${look};`] });
  const descriptor = await (await show({ when: 'never' })).page.evaluate(
    "(({ configurable, enumerable, writable }) => ({ configurable, enumerable, writable }))(Object.getOwnPropertyDescriptor(window, 'webkit'))",
  );
  expect(
    await page.evaluate(
      "(({ configurable, enumerable, writable }) => ({ configurable, enumerable, writable }))(Object.getOwnPropertyDescriptor(window, 'webkit'))",
    ),
  ).toEqual(descriptor);
  expect(
    await page.evaluate(`Object.entries(${look}).map(([name, now]) => [name, now === window.before[name]])`),
  ).toEqual([
    ['webkit', true],
    ['handlers', true],
    ['native', true],
  ]);
});

test('a page that comes back alive from the history still has it', async () => {
  const shown = await show({ html: { '/': '<body>', '/next': '<body>' } });
  await shown.show('/next');
  const back = shown.page.evaluate('new Promise(() => history.back())').catch(() => {});
  await expect.poll(() => shown.page.evaluate('location.pathname').catch(() => '')).toBe('/');
  expect(await shown.page.evaluate(asked)).toMatchObject({ granted: true });
  expect(await shown.posted()).toHaveLength(1);
  void back;
});
