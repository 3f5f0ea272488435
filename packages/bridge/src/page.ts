/** The part of a browser window that the bridge touches; everything in it may be missing. */
export interface PageWindow {
  /** Android's entry point. */
  JSBridge?: EntryPoint;
  /** Holder of the entry point of iOS. */
  webkit?: { messageHandlers?: { JSBridge?: EntryPoint } };
  /** Where our shell runs, this is there before the page's first script. */
  ReactNativeWebView?: unknown;
  document?: { readyState?: string };
  addEventListener?: (type: string, listener: (event: PageShow) => void) => void;
  removeEventListener?: (type: string, listener: (event: PageShow) => void) => void;
  reportError?: (error: unknown) => void;
  /** Callbacks and events are globals, by name. */
  [global: string]: unknown;
}

interface EntryPoint {
  postMessage?: (message: unknown) => void;
}

/** Of `pageshow`: true when a page comes back alive from the history. */
export interface PageShow {
  persisted?: boolean;
}

/** The window of now, or nothing on a server. A function, because importing must not touch it. */
export type GetPage = () => PageWindow | undefined;

/** Runs a page's function. What it throws goes to the window, like any uncaught error, and no further. */
export function guarded(page: PageWindow | undefined, run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    page?.reportError?.(error);
    return undefined;
  }
}
