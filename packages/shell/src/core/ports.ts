import type { Registration } from '@journeys-push/contract/page-shell';
import type { DeviceFacts } from '@journeys-push/contract/shell-gateway';

/**
 * What the shell's core asks of the phone it runs on. The native app binds these to Expo, the sandbox to its
 * simulated phones, a test to plain objects; the core is the same in all three.
 */
export interface Ports {
  push: PushPort;
  store: StorePort;
  web: WebPort;
  net: NetPort;
  clock: ClockPort;
  random: RandomPort;
  /** One line about something worth a developer's look. Never gets a token, credential or user id. */
  log?: (line: LogLine) => void;
  /** Told what the core does, for a timeline. Nothing in the core depends on it; it must not throw. */
  observe?: (observation: Observation) => void;
}

/** One thing the core did. Holds no token, JWT or credential. */
export type Observation =
  /** A command of an admitted page, before it runs. `traceId` is the one of its `traceparent` to the gateway. */
  | { kind: 'page.call'; traceId: string; command: string; userId?: string }
  /** What the page is answered; once a call, also where the call named no callback. */
  | { kind: 'page.answer'; traceId: string; command: string; ok: boolean; reason?: string }
  /** Who this installation is and how its registration stands: at start and after every change. */
  | { kind: 'registration'; installationId: string; registration: Registration };

export interface LogLine {
  /** A code of contract/problems.ts, or a dotted event name. */
  code: string;
  message: string;
  traceId?: string;
}

/** What this phone is. Constant while the process lives. */
export interface Device {
  platform: 'ios' | 'android';
  /** Android API level; absent on iOS. Decides the permission rules (facts: apns-fcm-phones.md §6). */
  apiLevel?: number;
  /** Bundle id or package name, as the build has it. */
  appId: string;
  facts: DeviceFacts;
}

/** The system's own words on permission, before the core reads them (facts: shell.md §6). */
export interface SystemPermission {
  granted: boolean;
  canAskAgain: boolean;
  /** Unreliable on Android 13+, where a fresh install says `denied`; the core never trusts it alone. */
  status: 'undetermined' | 'granted' | 'denied';
}

/** Notifications of the phone's system. */
export interface PushPort {
  /** Reads the system's state; never shows anything. */
  permission(): Promise<SystemPermission>;
  /** Asks. Settles when the person has answered or dismissed the dialog, at once where no dialog is shown. */
  requestPermission(): Promise<SystemPermission>;
  /** The push token now. May hang or reject (offline, no Play services): the core brings the deadline. */
  token(): Promise<SystemToken>;
  /** Calls back when the system replaces the token. */
  onToken(listener: (token: SystemToken) => void): Unsubscribe;
  /**
   * Calls back when a notification arrives in a running app, before anything is shown. The answer decides the
   * display; in the background the system shows by itself and the answer is ignored.
   */
  onArrival(listener: (arrival: Arrival) => Promise<'show' | 'hide'>): Unsubscribe;
  /** Calls back for a tap while the process lives. */
  onTap(listener: (tap: Tap) => void): Unsubscribe;
  /** The tap that started this process, if one did; `onTap` may deliver it as well, before or after. */
  launchTap(): Promise<Tap | undefined>;
  /** Opens the system's settings of this app. */
  openSettings(): Promise<void>;
}

export interface SystemToken {
  /** APNs: hex. FCM: opaque. */
  value: string;
  /** iOS only: the APNs environment of this build. */
  environment?: 'development' | 'production';
}

/** A notification as the system hands it over: APNs userInfo, or the FCM message `{data, notification}`. */
export interface Arrival {
  /** Unique per arrival on this phone. */
  id: string;
  payload: unknown;
  foreground: boolean;
}

export interface Tap {
  /** The id of the {@link Arrival}. */
  id: string;
  payload: unknown;
  /** True when the tap started the process. */
  coldStart: boolean;
  /** Called once the tap is stored, also where it came before: until then the system has to remember it. */
  stored?(): void;
}

/** Small durable storage of the installation; wiped when the app is removed. Values are JSON text. */
export interface StorePort {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The WebView. */
export interface WebPort {
  /** Runs script in the top page now. Resolves false where no page could take it. */
  run(script: string): Promise<boolean>;
  /** Navigates the WebView. */
  load(url: string): Promise<void>;
  /** Opens a URL outside the app: the system browser, or the app that owns a custom scheme. */
  openOutside(url: string): Promise<void>;
  /**
   * What `location.origin` says in a page of this origin, where that differs (a stand-in that shows the site on an
   * origin of its own). Scripts look at it before they speak: the WebView may be elsewhere by then.
   */
  pageOrigin?(origin: string): string;
}

/** HTTP to the gateway. */
export interface NetPort {
  /** Rejects when no answer came (offline, DNS, TLS, timeout); any HTTP status resolves. */
  send(request: NetRequest): Promise<NetAnswer>;
  /** Calls back when the network is back. */
  onOnline(listener: () => void): Unsubscribe;
}

export interface NetRequest {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  /** JSON text. */
  body?: string;
  /** Milliseconds until the port gives up and rejects. */
  timeoutMs: number;
}

export interface NetAnswer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
}

/** Time. Injected, so that tests and the sandbox own it. */
export interface ClockPort {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, callback: () => void): Unsubscribe;
}

export interface RandomPort {
  /** A version 4 UUID in lower case, cryptographically random. */
  uuid(): string;
}

export type Unsubscribe = () => void;
