import { createContext, runInContext } from 'node:vm';

/** A page in the WebView: a global object of its own, in which scripts run. */
export interface FakePage {
  window: Record<string, unknown>;
  url: string;
  run(script: string): unknown;
}

/** An empty document. Whatever it posts through the entry point goes to `post`. */
export function createFakePage(url: string): FakePage {
  const window: Record<string, unknown> = { location: { origin: new URL(url).origin, href: url } };
  window.window = window;
  const context = createContext(window);
  return { window, url, run: (script) => runInContext(script, context) };
}
