/**
 * The words of FCM HTTP v1 and of Google's token endpoint, transcribed from facts: apns-fcm-phones.md §2.
 * Nothing here acts.
 */

/** §2.1. The second is where @googleapis/fcm exchanges its JWT (§3.1). */
export const TOKEN_PATHS = ['/token', '/oauth2/v4/token'] as const;
/** The `aud` of an assertion sent to Google's own names. */
export const GOOGLE_AUDIENCES = [
  'https://oauth2.googleapis.com/token',
  'https://www.googleapis.com/oauth2/v4/token',
];
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Either scope lets its bearer send. */
export const SENDING_SCOPES = [
  'https://www.googleapis.com/auth/firebase.messaging',
  'https://www.googleapis.com/auth/cloud-platform',
];

/** Seconds: what an assertion may be valid for, and what the access token is said to be valid for (§2.1). */
export const ASSERTION_LIFE = 3600;
export const ACCESS_TOKEN_LIFE = 3599;

export const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
export const BAD_REQUEST = 'type.googleapis.com/google.rpc.BadRequest';
/** The APNs reason beside an FcmError. */
export const APNS_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.ApnsError';
export const QUOTA_FAILURE = 'type.googleapis.com/google.rpc.QuotaFailure';

/** `FcmError.errorCode`, with the status it comes with (§2.3). */
export const ERROR_STATUS = {
  INVALID_ARGUMENT: { code: 400, status: 'INVALID_ARGUMENT' },
  THIRD_PARTY_AUTH_ERROR: { code: 401, status: 'UNAUTHENTICATED' },
  SENDER_ID_MISMATCH: { code: 403, status: 'PERMISSION_DENIED' },
  UNREGISTERED: { code: 404, status: 'NOT_FOUND' },
  QUOTA_EXCEEDED: { code: 429, status: 'RESOURCE_EXHAUSTED' },
  INTERNAL: { code: 500, status: 'INTERNAL' },
  UNAVAILABLE: { code: 503, status: 'UNAVAILABLE' },
  // Only by a planted fault; its status is not known (assumed).
  UNSPECIFIED_ERROR: { code: 500, status: 'UNKNOWN' },
} as const;
export type FcmErrorCode = keyof typeof ERROR_STATUS;

/** Google's name for a status, where an error is not FCM's own. */
export const GOOGLE_STATUS: Readonly<Record<number, string>> = {
  ...{ 400: 'INVALID_ARGUMENT', 401: 'UNAUTHENTICATED', 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND' },
  ...{ 409: 'ABORTED', 429: 'RESOURCE_EXHAUSTED', 499: 'CANCELLED', 500: 'INTERNAL' },
  ...{ 501: 'UNIMPLEMENTED', 503: 'UNAVAILABLE', 504: 'DEADLINE_EXCEEDED' },
};

export interface FieldViolation {
  field: string;
  description: string;
}

/** The body of every refusal of a send (§2.3). */
export interface GoogleError {
  error: { code: number; message: string; status: string; details?: Record<string, unknown>[] };
}

/** A service account's key file, as Google's console gives it. */
export interface ServiceAccount {
  type: 'service_account';
  project_id: string;
  private_key_id: string;
  /** PKCS#8 PEM, RSA. */
  private_key: string;
  client_email: string;
  client_id: string;
  auth_uri: string;
  token_uri: string;
  auth_provider_x509_cert_url: string;
  client_x509_cert_url: string;
  universe_domain: string;
}

/** Bytes of keys plus values; to a topic (§2.4). */
export const MAX_PAYLOAD = 4096;
export const MAX_TOPIC_PAYLOAD = 2048;
/** Wrong values that one answer names (assumed). */
export const MAX_VIOLATIONS = 20;
/** A topic, with or without its prefix. */
export const TOPIC = /^(\/topics\/)?[\w.~%-]{1,900}$/;
/** Registration tokens in one call of `batchAdd` or `batchRemove` (assumed). */
export const MAX_BATCH = 1000;
/** Seconds: four weeks, the longest `ttl` and the default (§2.2). */
export const MAX_TTL = 28 * 24 * 3600;
/** Collapse keys kept for one device (§2.2), and other messages waiting for it (§2.4). */
export const MAX_COLLAPSE_KEYS = 4;
export const MAX_WAITING = 100;

/** Keys that `data` must not have (§2.2). */
export const FORBIDDEN_DATA_KEY = /^(from$|message_type$|google\.|gcm\.notification\.)/;

/** What a value must be; anything not listed is let through and kept. */
export type FieldKind = 'string' | 'bool' | 'number' | 'duration' | 'priority' | 'strings' | 'map' | Shape;
export interface Shape {
  [field: string]: FieldKind;
}

const FCM_OPTIONS: Shape = { analytics_label: 'string' };

const ANDROID_NOTIFICATION: Shape = {
  ...{ title: 'string', body: 'string', icon: 'string', color: 'string', sound: 'string', tag: 'string' },
  ...{ click_action: 'string', body_loc_key: 'string', body_loc_args: 'strings', title_loc_key: 'string' },
  ...{ title_loc_args: 'strings', channel_id: 'string', ticker: 'string', sticky: 'bool', image: 'string' },
  ...{ event_time: 'string', local_only: 'bool', notification_priority: 'string', default_sound: 'bool' },
  ...{ default_vibrate_timings: 'bool', default_light_settings: 'bool', vibrate_timings: 'strings' },
  ...{
    visibility: 'string',
    notification_count: 'number',
    bypass_proxy_notification: 'bool',
    proxy: 'string',
  },
};

const ANDROID: Shape = {
  ...{ collapse_key: 'string', priority: 'priority', ttl: 'duration', restricted_package_name: 'string' },
  ...{ data: 'map', notification: ANDROID_NOTIFICATION, fcm_options: FCM_OPTIONS, direct_boot_ok: 'bool' },
  ...{ bandwidth_constrained_ok: 'bool', restricted_satellite_ok: 'bool' },
};

/** The body of `messages:send` (§2.2), in snake case; camel case is accepted for every field (§0.6). */
export const SEND_REQUEST: Shape = {
  validate_only: 'bool',
  message: {
    ...{ token: 'string', fid: 'string', topic: 'string', condition: 'string', data: 'map' },
    notification: { title: 'string', body: 'string', image: 'string' },
    android: ANDROID,
    apns: { headers: 'map', live_activity_token: 'string' },
    webpush: { headers: 'map', data: 'map' },
    fcm_options: FCM_OPTIONS,
  },
};
