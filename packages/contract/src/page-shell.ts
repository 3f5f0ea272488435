/**
 * The wire between page and shell: commands, answers and events of `median.msdynamics`.
 *
 * Plain types: the bridge may not carry a run-time dependency. Shapes that Median's clients know are theirs
 * (facts: median-bridge.md); everything marked "ours" is additive, so that an unmodified client never notices.
 */

/** What a page hands to the native entry point: a bare `median://plugin/command`, or one of these as JSON text. */
export interface PageMessage {
  /** `median://msdynamics/registerDevice` … */
  medianCommand?: string;
  /** The spelling of clients before 2022: `gonative://…`. */
  gonativeCommand?: string;
  data?: Record<string, unknown>;
}

/** Every command the shell answers, without its scheme. */
export type Command =
  | 'msdynamics/promptNotificationPermission'
  | 'msdynamics/areNotificationsEnabled'
  | 'msdynamics/registerDevice'
  | 'msdynamics/registrationInfo'
  /** Ours. */
  | 'msdynamics/unregisterDevice'
  /** Ours. */
  | 'msdynamics/setTrackingConsent'
  /** Ours: the page's verdict on a foreground notification, see {@link NotificationReceived}. */
  | 'msdynamics/notificationReceivedAnswer'
  /** Ours: the shell's own script confirms that the page's listener of opens was called, see {@link NotificationOpened}. */
  | 'msdynamics/notificationOpenedAnswer'
  /** Ours: the same for the listener of registrations. */
  | 'msdynamics/registrationChangedAnswer'
  /** `run/gonative_device_info` in the old spelling. */
  | 'run/median_device_info'
  | 'open/app-settings'
  | 'permissions/status'
  | 'events/subscribe'
  | 'events/unsubscribe';

/** Why a call was not done. Codes and remedies: problems.ts. */
export type PageReason =
  | 'permission-missing'
  | 'token-missing'
  | 'token-in-use'
  | 'offline'
  | 'gateway-unavailable'
  | 'user-id-required'
  | 'user-id-invalid'
  | 'user-id-unmapped'
  | 'user-unknown'
  | 'user-ambiguous'
  | 'identity-required'
  | 'identity-invalid'
  | 'identity-expired'
  | 'identity-subject'
  | 'identity-audience'
  | 'identity-installation'
  | 'identity-replayed'
  | 'identity-unavailable'
  | 'app-unknown'
  | 'dynamics-refused'
  | 'plugin-disabled'
  | 'not-in-app'
  | 'deadline'
  | 'superseded';

export type PermissionStatus = 'undetermined' | 'granted' | 'denied';

/** Answer of `promptNotificationPermission` and `areNotificationsEnabled`. */
export interface PermissionAnswer {
  granted: boolean;
  /** Ours. What the system says, never guessed from the token. */
  status?: PermissionStatus;
  /** Ours. False when only the system's Settings can change the answer: offer `median.open.appSettings()`. */
  canAskAgain?: boolean;
  /** Ours. Set when the question could not be put. */
  reason?: PageReason;
}

/** Options of `registerDevice`. */
export interface RegisterOptions {
  /** The person's stable id in Dynamics: `^[A-Za-z0-9-]{1,128}$`. */
  userId: string;
  /** Ours. A short-lived signed JWT (ES256 or RS256) whose subject is `userId`. */
  identityToken?: string;
}

/** Answer of `registerDevice`. A failure *resolves*; it never carries the key `error` (median-bridge.md). */
export type RegisterAnswer =
  | { success: true; registration?: Registration }
  | { success: false; reason: PageReason; message: string; registration?: Registration };

/** Answer of `unregisterDevice` (ours). `reason: 'offline'` = remembered, and pushes are silent from now on. */
export type UnregisterAnswer = RegisterAnswer;

/** Tracking consent (ours). Until told, the shell follows no tracking link. */
export interface ConsentOptions {
  granted: boolean;
}

export type RegistrationState =
  | 'none'
  | 'waiting'
  | 'queued'
  | 'sent'
  | 'registered'
  | 'refused'
  | 'removing'
  | 'removed';

/** What a `waiting` registration waits for. */
export type WaitingFor = 'permission' | 'token' | 'network' | 'identity';

/** The claim "this token is this user's" and how far it has come (ours). */
export interface Registration {
  state: RegistrationState;
  /** Exactly when `state` is `waiting`. */
  for?: WaitingFor;
  userId?: string;
  /** The Dynamics-side handle (`RegistrationRequestId`), for support look-ups. */
  requestId?: string;
  reason?: PageReason;
  message?: string;
  /** ISO 8601, UTC: when this state was entered. */
  since?: string;
}

/** Answer of `registrationInfo` and of `run/median_device_info`. Never null, also before `registerDevice`. */
export interface RegistrationInfo {
  /** iOS, while permission is granted and the registration is queued, sent or registered. */
  apnsToken?: string;
  /** Android, under the same rule. */
  fcmToken?: string;
  platform: 'ios' | 'android';
  appId: string;
  appVersion: string;
  /** iOS: a string. Android: the version code. */
  appBuild: string | number;
  /** Android only: the same number as `appBuild`. */
  appVersionCode?: number;
  distribution: 'release' | 'debug';
  hardware: string;
  /** One per install, stable across users. */
  installationId: string;
  language: string;
  model: string;
  modelId?: string;
  os: 'iOS' | 'Android';
  osVersion: string;
  timeZone: string;
  isFirstLaunch: boolean;
  registration: Registration;
  /** Which build this is, so that "rebuild needed" can be seen. */
  build?: { configHash: string; shellVersion: string; pluginVersion: string };
}

/**
 * The answer to a command the shell does not know, does not serve in this build, or could not do, when a callback was
 * given. Calls whose failures resolve say `internal` as their `reason` instead.
 */
export interface CommandError {
  error: 'unknown-command' | 'plugin-disabled' | 'malformed-message' | 'deadline' | 'internal';
  message: string;
}

/** Events are global functions of the page, called by name after `events/subscribe {eventName}`. */
export interface PageEvents {
  _median_msdynamics_notification_opened: NotificationOpened;
  _median_msdynamics_notification_received: NotificationReceived;
  /** Also, with the registration as it was, when the person has switched the permission in the system settings. */
  _median_msdynamics_registration_changed: Registration;
}
export type PageEventName = keyof PageEvents;

/** What a notification says, on either platform. */
export interface PageNotification {
  /** Unique per arrival on this installation. */
  id: string;
  title: string;
  body: string;
  imageUrl?: string;
  /** The link as authored; absent when the push opens the app only. */
  url?: string;
}

/** A tap; delivered exactly once, later if the page was not there yet. */
export interface NotificationOpened extends PageNotification {
  /** ISO 8601, UTC. */
  openedAt: string;
  /** True when the tap started the app. */
  coldStart: boolean;
}

/**
 * A notification that arrived while the app was in front. With foreground policy `page`, a listener's return
 * value `'show' | 'hide'`, sent as `msdynamics/notificationReceivedAnswer {id, display}` within a second, decides.
 */
export interface NotificationReceived extends PageNotification {
  receivedAt: string;
}
