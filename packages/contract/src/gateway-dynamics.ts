import * as z from 'zod';

/**
 * The wire between gateway and Dynamics: the push API of Customer Insights - Journeys (facts: dynamics.md §1–3, 6).
 *
 * All calls are `POST`, JSON, PascalCase, without an Authorization header: the credential is `ApiToken` in the body.
 * `{PE}` is the public endpoint, `{ORG}` the organisation id, both from "Developer information".
 */

const base = (organizationId: string) => `/api/v1.0/orgs/${organizationId}`;

/** Paths after `{PE}`. The status path is documented with a trailing slash. */
export const dynamicsPaths = {
  register: (org: string) => `${base(org)}/pushdeviceregistration/devices`,
  registerBatch: (org: string) => `${base(org)}/pushdeviceregistration/devices/batch`,
  status: (org: string) => `${base(org)}/pushdeviceregistration/devices/status/`,
  cleanup: (org: string) => `${base(org)}/pushdeviceregistration/devices/cleanup`,
  cleanupBatch: (org: string) => `${base(org)}/pushdeviceregistration/devices/cleanup/batch`,
  events: (org: string) => `${base(org)}/pushdatareceiver/events`,
} as const;

/** Request headers of the two registering calls. */
export const dynamicsHeaders = {
  track: 'x-ms-track-registration',
  callbackUrl: 'x-ms-callback-url',
  /** The same by the webhook section of the documents (facts: dynamics.md §10.1). */
  statusCallbackUrl: 'x-ms-status-callback-url',
  callbackHeaders: 'x-ms-callback-url-headers',
} as const;

/** At most this many items in one batch (register: documented; cleanup: documented until 2024-01; status: assumed). */
export const DYNAMICS_BATCH_MAX = 100;

/** A GUID, dashed, or 32 hex digits as Customer Insights profile ids are. Sent as obtained. */
export const DynamicsId = z
  .string()
  .regex(/^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, 'a GUID, or 32 hex digits');

const Item = z.object({ MobileAppId: DynamicsId, UserId: DynamicsId, ApiToken: z.string().min(1) });

/** One device; exactly one of the two token fields. */
export const RegisterBody = z.union(
  [
    Item.extend({ ApnsDeviceToken: z.string().min(1), FcmDeviceToken: z.undefined().optional() }),
    Item.extend({ FcmDeviceToken: z.string().min(1), ApnsDeviceToken: z.undefined().optional() }),
  ],
  'MobileAppId, UserId, ApiToken and exactly one of ApnsDeviceToken and FcmDeviceToken, each a text',
);
export const RegisterBatchBody = z.array(RegisterBody).min(1).max(DYNAMICS_BATCH_MAX);

/** Only with tracking; without it the body is empty. */
export const RegisterAnswer = z.object({ RegistrationRequestId: z.string() });
/** In request order. */
export const RegisterBatchAnswer = z.array(RegisterAnswer);

export const StatusBody = z.object({
  RegistrationRequestIds: z.array(z.string()).min(1).max(DYNAMICS_BATCH_MAX),
  MobileAppId: DynamicsId,
  ApiToken: z.string().min(1),
});
/** In the order of the ids sent; items do not echo the id. `FailureReason` may be missing, null or empty. */
export const StatusAnswer = z.array(
  z.object({
    Status: z.enum(['Pending', 'Success', 'Failed']),
    FailureReason: z.string().nullish(),
  }),
);

/** `DeviceToken` omitted: presumably every device of that user in that app. */
export const CleanupBody = Item.extend({ DeviceToken: z.string().min(1).optional() });
export const CleanupBatchBody = z.array(CleanupBody).min(1).max(DYNAMICS_BATCH_MAX);

/** An open. No credential. `1` = Opened, the only value still documented. */
export const EventBody = z.object({
  TrackingId: z.string(),
  DeviceToken: z.string(),
  PushNotificationStatus: z.literal(1),
});

/** What Dynamics posts once to the callback URL. Carries nothing to correlate by. */
export const WebhookBody = z.object({
  Status: z.enum(['Success', 'Failed']),
  Signature: z.string(),
  FailureReason: z.string().nullish(),
});

/** The documented reasons; see dynamics.md §2 for what each one asks of us. */
export const failureReasons = [
  'DuplicateExists',
  'DryRunSendingFailed',
  'DeviceTokenTooLong',
  'FailedToStoreDevice',
  'ApiTokenNotValid',
] as const;
export type FailureReason = (typeof failureReasons)[number];

export type RegisterBody = z.infer<typeof RegisterBody>;
export type StatusBody = z.infer<typeof StatusBody>;
export type StatusAnswer = z.infer<typeof StatusAnswer>;
export type CleanupBody = z.infer<typeof CleanupBody>;
export type EventBody = z.infer<typeof EventBody>;
export type WebhookBody = z.infer<typeof WebhookBody>;
