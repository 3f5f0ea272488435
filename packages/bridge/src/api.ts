/**
 * What a page sees: `median.msdynamics` and the three general members it needs beside it.
 *
 * The answers are the wire's own (contract: page-shell.ts); only the reasons are wider, because a shell that does
 * not serve a command says so with the key `error`, and the bridge turns that into a reason.
 */
import type {
  CommandError,
  ConsentOptions,
  NotificationOpened,
  NotificationReceived,
  PageReason,
  PermissionAnswer,
  PermissionStatus,
  RegisterAnswer,
  RegisterOptions,
  Registration,
  RegistrationInfo,
} from '@journeys-push/contract/page-shell';

/** Why a call was not done: a reason of the shell or the bridge, or the `error` of a shell without this command. */
export type Reason = PageReason | CommandError['error'];

/** An answer with `reason` widened to {@link Reason}. */
type Widened<T> = T extends { reason: PageReason }
  ? Omit<T, 'reason'> & { reason: Reason }
  : T extends { reason?: PageReason }
    ? Omit<T, 'reason'> & { reason?: Reason }
    : T;

/** Answer of the two permission calls. A question that could not be put is `{ granted: false, reason }`. */
export type PermissionResult = Widened<PermissionAnswer>;

/** Answer of `registerDevice` and `unregisterDevice`. A failure resolves: `{ success: false, reason, message }`. */
export type RegisterResult = Widened<RegisterAnswer>;

/** Answer of `setTrackingConsent`. */
export type ConsentResult = { success: true } | { success: false; reason: Reason; message: string };

/** What the calls that answer with facts reject with, and what their callback gets then. */
export interface BridgeError extends Error {
  /** A stable code: `not-in-app`, `deadline`, `plugin-disabled`, … */
  code: Reason;
  /** The same code, where callbacks written for Median's client look for it (facts: median-bridge.md). */
  error: Reason;
}

/** Gets the answer, always later than the call. What it throws is reported to the window and goes no further. */
export type Callback<T> = (answer: T) => unknown;

/** Where a callback may stand in the options: Median's three spellings; a string names a global function. */
export interface CallbackOptions<T> {
  callback?: Callback<T> | string;
  callbackFunction?: Callback<T> | string;
  statuscallback?: Callback<T> | string;
}

/**
 * A call without required options: `call()`, `call({ callback })`, `call(options, callback)` or `call(callback)`.
 *
 * The promise is returned in every form and settles with the value that the callback gets. Where a callback was
 * given, a rejection counts as handled, so that ignoring the promise is safe.
 */
export type Call<T, Failure = never> = (
  options?: CallbackOptions<T | Failure> | Callback<T | Failure> | null,
  callback?: Callback<T | Failure>,
) => Promise<T>;

/** A call whose options are required; the callback forms are those of {@link Call}. */
export type CallWith<Options, T> = (
  options: Options & CallbackOptions<T>,
  callback?: Callback<T>,
) => Promise<T>;

/** An event of the shell. */
export interface PageEvent<T, Verdict = void> {
  /**
   * Listens until the returned function is called (calling it again does nothing). What has an id is delivered
   * once to the listeners of this bridge, however often the shell sends it.
   */
  addListener(listener: (event: T) => Verdict): () => void;
}

/** What a listener of `notificationReceived` may return to decide how the notification is displayed. */
export type Display = 'show' | 'hide';

/** The plugin. Every call settles: with an answer, or after its deadline. */
export interface Msdynamics {
  /** Asks for permission. Resolves also when no dialog was shown. */
  promptNotificationPermission: Call<PermissionResult>;
  /** Says whether notifications are allowed. Never asks. */
  areNotificationsEnabled: Call<PermissionResult>;
  /** Binds the person to this device; never rejects. `userId`: 1 to 128 letters, digits or dashes. */
  registerDevice: CallWith<RegisterOptions, RegisterResult>;
  /** Token, device and registration facts. Rejects with a {@link BridgeError} outside the app. */
  registrationInfo: Call<RegistrationInfo, BridgeError>;
  /** Frees the device from its person (logout); never rejects. Offline it is remembered. */
  unregisterDevice: Call<RegisterResult>;
  /** Says whether opens may go through tracking links; never rejects. `granted` must be a boolean. */
  setTrackingConsent: CallWith<ConsentOptions, ConsentResult>;
  /** A tap, also one that happened before the page listened. */
  notificationOpened: PageEvent<NotificationOpened>;
  /** An arrival while the app is in front; the first `'show'` or `'hide'` returned within a second decides. */
  notificationReceived: PageEvent<
    NotificationReceived,
    // biome-ignore lint/suspicious/noConfusingVoidType: a listener that decides nothing returns nothing.
    Display | void | Promise<Display | void>
  >;
  /** The registration has changed, by a call or by itself; or the permission was switched in the system settings. */
  registrationChanged: PageEvent<Registration>;
}

/** State of each permission asked for, by Median's names; the shell knows `Notifications`. */
export type Permissions = Record<string, PermissionStatus>;

/** `permissions.status()`: all, or only the named ones; the callback forms are those of {@link Call}. */
export type PermissionsStatus = (
  names?:
    | readonly string[]
    | (CallbackOptions<Permissions | BridgeError> & { permissions?: readonly string[] })
    | Callback<Permissions | BridgeError>
    | null,
  callback?: Callback<Permissions | BridgeError>,
) => Promise<Permissions>;

/** What the bridge adds to `window.median`, and what `createBridge` returns. */
export interface Median {
  msdynamics: Msdynamics;
  open: {
    /** Opens the system's settings of this app. Does nothing outside the app. */
    appSettings: () => void;
  };
  permissions: {
    /** The system's permission states. Rejects with a {@link BridgeError} outside the app. */
    status: PermissionsStatus;
  };
  /** The facts of `registrationInfo`, by Median's general command. Rejects like it. */
  deviceInfo: Call<RegistrationInfo, BridgeError>;
}
