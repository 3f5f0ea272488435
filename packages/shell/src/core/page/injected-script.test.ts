import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { injectedScript } from './injected-script.ts';

/** A window in which the script has run; what it posts is collected. */
function page(platform: 'ios' | 'android', window: Record<string, unknown> = {}, times = 2) {
  const posted: unknown[] = [];
  Object.assign(window, { window, native: { postMessage: (text: unknown) => posted.push(text) }, count: 0 });
  const script = injectedScript({
    platform,
    post: 'function (post) { native.postMessage(post) } // the app',
    bridge: 'count++; // the bridge',
  });
  const context = createContext(window);
  for (let i = 0; i < times; i++) runInContext(script, context);
  return { window, posted, run: (code: string) => runInContext(code, context) as unknown };
}

/** As in WebKit: the object is there, and stays. */
function webkit() {
  const window = {};
  const messageHandlers: Record<string, unknown> = { ReactNativeWebView: {} };
  Object.defineProperty(window, 'webkit', { value: Object.freeze({ messageHandlers }), configurable: false });
  return { window, messageHandlers };
}

describe('on Android', () => {
  test('the page gets JSBridge and nothing of iOS', () => {
    const { window, posted, run } = page('android');
    run('JSBridge.postMessage("median://a/b"); JSBridge.postMessage({ medianCommand: "median://c/d" })');
    expect(posted).toEqual(['median://a/b', '{"medianCommand":"median://c/d"}']);
    expect(window).not.toHaveProperty('webkit');
    expect(Object.keys(window).sort()).toEqual(['JSBridge', 'count', 'native', 'window']);
  });

  test('an entry point that the page has made itself is kept', () => {
    const own = { postMessage: () => {} };
    expect(page('android', { JSBridge: own }).window.JSBridge).toBe(own);
  });
});

describe('on iOS', () => {
  test('the handler is added to a webkit object that cannot be replaced', () => {
    const { window, messageHandlers } = webkit();
    const { posted, run } = page('ios', window);
    run('webkit.messageHandlers.JSBridge.postMessage({ medianCommand: "median://c/d", data: {} })');
    expect(posted).toEqual(['{"medianCommand":"median://c/d","data":{}}']);
    expect(messageHandlers).toHaveProperty('ReactNativeWebView');
    expect(window).not.toHaveProperty('JSBridge');
  });

  test('the page itself holds the handlers, out of sight, so that they are not collected', () => {
    const { window, messageHandlers } = webkit();
    page('ios', window);
    const held = Object.getOwnPropertySymbols(window).map((key) => Reflect.get(window, key) as unknown);
    expect(held).toEqual([messageHandlers]);
    expect(Object.keys(window).sort()).toEqual(['count', 'native', 'window']);
  });

  test('where there is no webkit at all, it is made', () => {
    const { posted, run } = page('ios');
    run('webkit.messageHandlers.JSBridge.postMessage("median://a/b")');
    expect(posted).toEqual(['median://a/b']);
  });
});

test('running twice leaves one entry point and one message a call; the bridge sees to itself', () => {
  const { window, posted, run } = page('android');
  run('JSBridge.postMessage("median://a/b")');
  expect(posted).toHaveLength(1);
  expect(window.count).toBe(2);
});

test('the script’s value is true, which WebViews can return', () => {
  expect(page('ios').run(injectedScript({ platform: 'ios', post: '(function(){})', bridge: '' }))).toBe(true);
});
