/**
 * The words of Apple's provider API, transcribed from facts: apns-fcm-phones.md §1. Nothing here acts.
 */

/** The two services of Apple; a device token is valid in one of them (§1.9). */
export type ApnsEnvironment = 'development' | 'production';

/** Which of them a host name means (§1.1, §3.2): what a client says by SNI goes before the port it dialled. */
export const ENVIRONMENT_OF_NAME: ReadonlyMap<string, ApnsEnvironment> = new Map([
  ['api.push.apple.com', 'production'],
  ['api.sandbox.push.apple.com', 'development'],
  ['api.development.push.apple.com', 'development'],
]);

/** §1.1. The token is captured; it is absent for `/3/device` and empty for `/3/device/`. */
export const DEVICE_PATH = /^\/3\/device(?:\/([^/?#]*))?$/;

/** Every reason of the device endpoint and the status it comes with (§1.6). */
export const REASON_STATUS = {
  BadCollapseId: 400,
  BadDeviceToken: 400,
  BadExpirationDate: 400,
  BadMessageId: 400,
  BadPriority: 400,
  BadTopic: 400,
  DeviceTokenNotForTopic: 400,
  DuplicateHeaders: 400,
  IdleTimeout: 400,
  InvalidPushType: 400,
  MissingDeviceToken: 400,
  MissingTopic: 400,
  PayloadEmpty: 400,
  TopicDisallowed: 400,
  BadCertificate: 403,
  BadCertificateEnvironment: 403,
  BadEnvironmentKeyInToken: 403,
  ExpiredProviderToken: 403,
  Forbidden: 403,
  InvalidProviderToken: 403,
  MissingProviderToken: 403,
  UnrelatedKeyIdInToken: 403,
  BadPath: 404,
  MethodNotAllowed: 405,
  ExpiredToken: 410,
  Unregistered: 410,
  PayloadTooLarge: 413,
  TooManyProviderTokenUpdates: 429,
  TooManyRequests: 429,
  InternalServerError: 500,
  ServiceUnavailable: 503,
  Shutdown: 503,
} as const;
export type ApnsReason = keyof typeof REASON_STATUS;

/** What each `apns-push-type` adds to the bundle id in `apns-topic` (§1.2). */
export const TOPIC_SUFFIX = {
  alert: '',
  background: '',
  controls: '',
  mdm: '',
  complication: '.complication',
  fileprovider: '.pushkit.fileprovider',
  liveactivity: '.push-type.liveactivity',
  location: '.location-query',
  pushtotalk: '.voip-ptt',
  voip: '.voip',
  widgets: '.push-type.widgets',
} as const;
export type ApnsPushType = keyof typeof TOPIC_SUFFIX;

/** Push types that a certificate does not allow (§1.4). */
export const TOKEN_ONLY: ReadonlySet<ApnsPushType> = new Set(['liveactivity', 'widgets']);

/** Bytes of body (§1.5). */
export const MAX_PAYLOAD = 4096;
export const MAX_VOIP_PAYLOAD = 5120;
/** Bytes of `apns-collapse-id` (§1.2). */
export const MAX_COLLAPSE_ID = 64;

/** Seconds. A provider token serves at most an hour and is renewed at most every 20 minutes (§1.3). */
export const TOKEN_MAX_AGE = 3600;
export const TOKEN_MIN_INTERVAL = 1200;

/** Milliseconds. No notification is stored for longer (§1.2). */
export const MAX_STORAGE = 30 * 24 * 3600 * 1000;

/** How the last GOAWAY reads when a client has opened more streams than announced; its code is REFUSED_STREAM (§1.8). */
export const TOO_MANY_STREAMS = 'Maximum active streams violated for this endpoint.';

/** Streams before the first valid token, where the scenario `strictPreAuth` is on (§0.2, §1.8). */
export const STREAMS_BEFORE_AUTHENTICATION = 1;

/** The settings announced to a client (§1.8); streams are not held at 1 before authentication (§0.2). */
export const SETTINGS = {
  headerTableSize: 4096,
  initialWindowSize: 65_535,
  maxFrameSize: 16_384,
  maxHeaderListSize: 8000,
  maxConcurrentStreams: 1000,
};

/** The body of every refusal; `timestamp` (milliseconds) comes with 410 only (§1.6). */
export interface ApnsErrorBody {
  reason: ApnsReason;
  timestamp?: number;
}
