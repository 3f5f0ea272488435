/**
 * A real browser engine that shows pages as the app's WebView does: react-native-webview's object is in the top page
 * before its first script, and the app may run script there at any time.
 */
export interface Engine {
  open(options: OpenOptions): Promise<EnginePage>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Run at the start of every document, in the top frame, one after the other. */
  start: string[];
  /** Told of everything the page hands to the app. What is no text comes as it is. */
  onPost(message: unknown): void;
}

export interface EnginePage {
  /** Goes there; settles when the page has loaded. */
  goto(url: string): Promise<void>;
  /** Runs script in the page's global scope, as the app does; settles when it has run. */
  run(script: string): Promise<void>;
  /** The value of an expression of the page, awaited; it must survive JSON. */
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

/** Whether a page is in front: react-native-webview's object and the app's script are for the top one only. */
export const inTopFrame = (script: string): string => `if (window === window.top) {\n${script}\n}`;
