import type { AppConfig } from '@journeys-push/contract/app-config';
import type { Device, Ports } from './ports.ts';

/** A message from a page, with the sender as the system tells it. */
export interface IncomingMessage {
  /** What the page posted: text, or (iOS) an object. */
  message: unknown;
  /** Origin of the sending frame, `https://host[:port]`; `null` for an opaque one. */
  origin: string;
  /** False for a message known to come from an inner frame. */
  mainFrame?: boolean;
}

export interface ShellOptions {
  config: AppConfig;
  device: Device;
  ports: Ports;
  /** Facts of the build, passed through to `registrationInfo().build`. */
  build?: { configHash: string; shellVersion: string; pluginVersion: string };
}

/** Where a URL belongs (spec.md "Where a tap opens"). */
export type Destination = 'app' | 'redirect' | 'outside' | 'refused';

/** The running core of one app process. */
export interface Shell {
  /**
   * Call once, first: reads the store, settles `isFirstLaunch`, takes the launch tap, resumes what was pending. Where the
   * installation cannot be read it is tried again for as long as the process lives; pages are answered `deadline`.
   */
  start(): Promise<void>;
  /** A message from the page. Never rejects, never throws. */
  receive(incoming: IncomingMessage): Promise<void>;
  /** The top page has loaded: events and opens that waited for it are delivered, `median_library_ready` is called. */
  pageLoaded(url: string): Promise<void>;
  /** The app came to the front: permission and token are read again. */
  resumed(): Promise<void>;
  /**
   * May the WebView's top page go there? `app` and `redirect` stay in it, `outside` is for `web.openOutside`. A page
   * of a `redirect` host may only pass on. Everything but http(s), `tel`, `mailto`, `sms` and the configured schemes
   * is `refused`.
   */
  destination(url: string): Destination;
  /** Ends timers and subscriptions; what is in the store stays. A killed process is a shell that was closed. */
  close(): void;
}

export type CreateShell = (options: ShellOptions) => Shell;
