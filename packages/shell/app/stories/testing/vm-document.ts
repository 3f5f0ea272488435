import { createContext, runInContext } from 'node:vm';

export interface VmDocumentOptions {
  url: string;
  /** What the page hands to react-native-webview's object. */
  onPost(text: string): void;
  /** The page wants another document, or this one again. */
  onNavigate(url: string): void;
}

/** One document of a WebView: a global object of its own, with as much of a browser as the bridge needs. */
export interface VmDocument {
  url(): string;
  run(script: string): unknown;
  close(): void;
}

export function openVmDocument({ url, onPost, onNavigate }: VmDocumentOptions): VmDocument {
  let here = new URL(url);
  let open = true;
  const go = (to: string) => open && onNavigate(new URL(to, here).href);
  const timers = new Set<NodeJS.Timeout>();
  const later = (callback: () => void, ms?: number) => {
    const timer = setTimeout(() => open && callback(), ms);
    timers.add(timer);
    return timer;
  };
  const context = createContext({
    // An object of the app's side: it takes text.
    ReactNativeWebView: { postMessage: (text: unknown) => open && onPost(String(text)) },
    location: {
      get href() {
        return here.href;
      },
      get origin() {
        return here.origin;
      },
      get pathname() {
        return here.pathname;
      },
      assign: go,
      replace: go,
      reload: () => go(here.href),
    },
    history: {
      pushState: (_state: unknown, _title: string, to: string) => {
        here = new URL(to, here);
      },
    },
    setTimeout: later,
    clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
    setInterval: (callback: () => void, ms?: number) => setInterval(() => open && callback(), ms).unref(),
    clearInterval: (timer: NodeJS.Timeout) => clearInterval(timer),
    addEventListener: () => {},
    removeEventListener: () => {},
    document: { readyState: 'complete' },
  });
  runInContext('var window = globalThis, self = globalThis, top = globalThis;', context);
  return {
    url: () => here.href,
    run: (script) => (open ? runInContext(script, context) : undefined),
    close() {
      open = false;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
