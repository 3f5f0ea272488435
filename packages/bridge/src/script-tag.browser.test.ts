import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, buildBridge } from './testing/build.ts';
import { type Chromium, type Site, startChromium } from './testing/chromium.ts';

const require = createRequire(import.meta.url);
const medianClient = readFileSync(require.resolve('median-js-bridge/dist/median.min.js'), 'utf8');

/** The native half as a script: records every message, answers what is in `answers` a moment later. */
const nativeSide = `
  const received = [];
  const answers = { registerDevice: { success: true }, areNotificationsEnabled: { granted: true } };
  Object.defineProperty(window, 'received', { value: received, enumerable: false });
  Object.defineProperty(window, 'JSBridge', { enumerable: false, value: { postMessage(text) {
    const { medianCommand = text, data = {} } = text.startsWith('{') ? JSON.parse(text) : {};
    received.push(medianCommand.replace('median://', ''));
    const answer = answers[medianCommand.split('/').at(-1)];
    if (answer) setTimeout(() => window[data.callback]?.(answer));
  } } });`;

let built: Built;
let chromium: Chromium;
beforeAll(async () => {
  [built, chromium] = await Promise.all([buildBridge(), startChromium()]);
});
afterAll(async () => {
  await Promise.all([built.remove(), chromium.close()]);
});

const site = (html: string, headers: Record<string, string> = {}): Site => ({
  '/': { body: `<!doctype html><title>page</title>${html}`, headers },
  '/native.js': { body: nativeSide, type: 'text/javascript' },
  '/bridge.js': { body: built.script, type: 'text/javascript' },
  '/median.js': { body: medianClient, type: 'text/javascript' },
});

const native = '<script src="native.js"></script>';
const tag = '<script src="bridge.js"></script>';

test('the tag adds exactly the global median, and calls and events leave nothing behind', async () => {
  const remember =
    '<script>{ const names = Object.keys(window); window.added = () => Object.keys(window).filter((name) => !names.includes(name) && name !== "added"); }</script>';
  const { page, errors } = await chromium.open(site(native + remember + tag));
  const result = await page.evaluate(async () => {
    const { median, added, received } = window as unknown as {
      median: import('./api.ts').Median;
      added: () => string[];
      received: string[];
    };
    const inFlight = Array.from({ length: 50 }, (_, n) =>
      median.msdynamics.registerDevice({ userId: `user-${n}`, callback: () => {} }, () => {}),
    );
    const stop = median.msdynamics.notificationOpened.addListener(() => {});
    const during = added().length;
    await Promise.all(inFlight);
    stop();
    return { during, after: added(), commands: received.length };
  });
  expect(result).toEqual({ during: 1 + 50 + 1, after: ['median'], commands: 52 });
  expect(errors).toEqual([]);
});

test('existing median members and a native plugin stay', async () => {
  const existing =
    '<script>window.median = { share: 1, open: { url: 2 }, msdynamics: { native: 3 } };</script>';
  const { page, errors } = await chromium.open(site(native + existing + tag));
  const result = await page.evaluate(() => {
    const { median } = window as unknown as { median: { open: { appSettings: unknown } } };
    return [JSON.stringify(median), typeof median.open.appSettings];
  });
  expect(result).toEqual([
    '{"share":1,"open":{"url":2},"msdynamics":{"native":3},"permissions":{}}',
    'function',
  ]);
  expect(errors).toEqual([]);
});

test('it works under a strict content security policy, beside the client of Median', async () => {
  const headers = { 'content-security-policy': "default-src 'none'; script-src 'self'" };
  const { page, errors } = await chromium.open(
    site(`${native}<script src="median.js"></script>${tag}`, headers),
  );
  const result = await page.evaluate(() => {
    const { median, Median } = window as unknown as Record<'median' | 'Median', import('./api.ts').Median>;
    return Promise.all([
      median.msdynamics.areNotificationsEnabled(),
      Median.msdynamics.areNotificationsEnabled(),
      median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' }),
    ]);
  });
  expect(result).toEqual([{ granted: true }, { granted: true }, { success: true }]);
  expect(errors).toEqual([]);
});

test('in a browser every call says not-in-app, and the tag sets the deadline', async () => {
  const { page, errors } = await chromium.open(
    site('<script src="bridge.js" data-deadline-ms="20"></script>'),
  );
  const result = await page.evaluate(async () => {
    const { median } = window as unknown as { median: import('./api.ts').Median };
    const outside = await median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' });
    Object.assign(window, { JSBridge: { postMessage() {} } });
    const silent = await median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' });
    return [outside, silent].map((answer) => !answer.success && answer.reason);
  });
  expect(result).toEqual(['not-in-app', 'deadline']);
  expect(errors).toEqual([]);
});

test('a callback that throws shows up as an error of the page, and the next call works', async () => {
  const { page, errors } = await chromium.open(site(native + tag));
  const result = await page.evaluate(async () => {
    const { median } = window as unknown as { median: import('./api.ts').Median };
    const callback = () => {
      throw new Error('of the page');
    };
    await median.msdynamics.registerDevice({ userId: 'u-1', callback });
    return median.msdynamics.areNotificationsEnabled();
  });
  expect(result).toEqual({ granted: true });
  expect(errors).toEqual(['of the page']);
});
