import { createContext, runInContext } from 'node:vm';
import { act } from '@testing-library/react-native';
import { Platform } from 'react-native';
import { type FakeWebView, type FakeWebViewProps, phone } from './phone.ts';

/** A page in the app's WebView: a world of its own, in which the app's scripts run. */
export interface Page {
  run(script: string): unknown;
  /** The page's global of this name. */
  global(name: string): unknown;
  /** Where it was told to go. */
  went: string[];
}

/** The WebView that is there now. */
export function webView(): FakeWebView {
  const view = phone.webViews.filter(({ gone }) => !gone).at(-1);
  if (!view) throw new Error('The app has drawn no WebView.');
  return view;
}

/** What a WebView tells the app, in its own shape. */
export function fire(event: WebViewEvent, nativeEvent: unknown): void {
  webView().props[event]?.({ nativeEvent, preventDefault() {} });
}

/**
 * A page cannot be loaded. iOS says where it goes; its error names the page before, or none where there was none. On
 * Android react-native-webview says first that the page is there.
 */
export function fail(url: string, before = ''): void {
  const ios = Platform.OS === 'ios';
  if (!ios) fire('onLoad', { url });
  webView().props.onNavigationStateChange({ url, canGoBack: before !== '' });
  fire('onError', { url: ios ? before : url });
}

type WebViewEvent = Exclude<
  Extract<keyof FakeWebViewProps, `on${string}`>,
  'onShouldStartLoadWithRequest' | 'onNavigationStateChange'
>;

/** Where the app lets the WebView go. */
export const mayGoTo = (url: string, isTopFrame = true): boolean =>
  webView().props.onShouldStartLoadWithRequest({ url, isTopFrame });

/**
 * The WebView goes to a page: the app's script runs before its content, and again after its load. `globals` are what a
 * browser has and this one lacks.
 */
export async function visit(url: string, content = '', globals: Record<string, unknown> = {}): Promise<Page> {
  const view = webView();
  const { props } = view;
  const { origin } = new URL(url);
  const went: string[] = [];
  const post = (text: string) => fire('onMessage', { data: text, url: Platform.OS === 'ios' ? url : origin });
  const window: Record<string, unknown> = {
    location: {
      origin,
      href: url,
      assign: (to: string) => void went.push(to),
      reload: () => void went.push(url),
    },
    ReactNativeWebView: { postMessage: post },
    setTimeout,
    clearTimeout,
    ...(Platform.OS === 'ios' ? { webkit: { messageHandlers: {} } } : {}),
    ...globals,
  };
  window.window = window;
  const context = createContext(window);
  const run = (script: string) => runInContext(script, context);
  run(props.injectedJavaScriptBeforeContentLoaded);
  run(content);
  run(props.injectedJavaScript);
  view.scripts = forwarding(run);
  await act(async () => {
    props.onNavigationStateChange({ url, canGoBack: true });
    fire('onLoad', { url });
    await rest();
  });
  return { run, global: (name) => window[name], went };
}

/** Scripts of the app go to the page that is there. */
function forwarding(run: (script: string) => unknown): string[] {
  const scripts: string[] = [];
  scripts.push = (...texts) => {
    for (const text of texts) run(text);
    return Array.prototype.push.apply(scripts, texts);
  };
  return scripts;
}

/** Everything that can happen without time has happened. */
export async function rest(): Promise<void> {
  // What is due at once is due before this.
  await new Promise((resolve) => setTimeout(resolve, 0));
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
