import * as z from 'zod';

/**
 * The words of Dynamics' push API, transcribed from facts: dynamics.md §1–§3 and §6. Nothing here acts.
 *
 * JSON names are PascalCase and matched exactly (assumed); unknown members are ignored (assumed). The only
 * credential is the `ApiToken` in the body.
 */

/** §1.2. Also taken for cleanup items and for the ids of one status request (assumed). */
const MAX_BATCH = 100;

/** Header names of a registration (§1.1; the second spelling of the callback: §10 #1). */
export const TRACK_HEADER = 'x-ms-track-registration';
export const CALLBACK_HEADERS = ['x-ms-callback-url', 'x-ms-status-callback-url'] as const;
export const CALLBACK_EXTRA_HEADER = 'x-ms-callback-url-headers';

/** A contact, lead or profile: a GUID, for profiles also 32 hex digits without dashes (§10 #15). */
const RecordId = z
  .string()
  .regex(/^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, 'expected a GUID');
const ApiToken = z.string().min(1);
/** Absent, null and empty mean the same (assumed): the other platform's field of one item. */
const PlatformToken = z.string().nullish();

/** §1.1: exactly one of the two tokens. */
export const RegisterItem = z
  .object({
    MobileAppId: z.guid(),
    UserId: RecordId,
    ApiToken,
    ApnsDeviceToken: PlatformToken,
    FcmDeviceToken: PlatformToken,
  })
  .refine((item) => Boolean(item.ApnsDeviceToken) !== Boolean(item.FcmDeviceToken), {
    message: 'expected exactly one of ApnsDeviceToken and FcmDeviceToken',
  });

/** §1.2: a bare array. */
export const RegisterBatch = z.array(RegisterItem).min(1).max(MAX_BATCH);

/** §1.3. */
export const StatusRequest = z.object({
  RegistrationRequestIds: z.array(z.string()).min(1).max(MAX_BATCH),
  MobileAppId: z.guid(),
  ApiToken,
});

/** §1.4: without `DeviceToken`, every device of the user in the app; an empty one is a mistake (assumed). */
export const CleanupItem = z.object({
  MobileAppId: z.guid(),
  ApiToken,
  UserId: RecordId,
  DeviceToken: z.string().min(1).nullish(),
});

/** §1.5: an array by the older pages, one object by the newest (§10 #6). */
export const CleanupBatch = z.union([z.array(CleanupItem).min(1).max(MAX_BATCH), CleanupItem]);

/** A batch whose items are looked at one by one (§10 #21). */
export const LooseBatch = z.array(z.unknown()).min(1).max(MAX_BATCH);

/** §6: 1 = Opened; 0 = Clicked is no longer documented, but the newest samples still send it. */
const PushNotificationStatus = z.union([
  z.literal([1, '1', 'Opened']).transform(() => 'opened' as const),
  z.literal([0, '0', 'Clicked']).transform(() => 'clicked' as const),
]);

export const InteractionEvent = z.object({
  TrackingId: z.guid(),
  DeviceToken: z.string().min(1),
  PushNotificationStatus,
});

/** The only form that is still documented (§10 #11). */
export const NewestStatus = z.looseObject({ PushNotificationStatus: z.literal(1) });

/** §1.6, v1: the app and the user are in the path. */
export const LegacyRegister = z
  .object({
    ApiToken,
    ApnsDeviceContract: z.object({ ApnsToken: z.string().min(1) }).nullish(),
    FcmDeviceContract: z.object({ FcmToken: z.string().min(1) }).nullish(),
  })
  .refine((body) => Boolean(body.ApnsDeviceContract) !== Boolean(body.FcmDeviceContract), {
    message: 'expected exactly one of ApnsDeviceContract and FcmDeviceContract',
  });

/** §1.6, v1: the tracking id is in the path. */
export const LegacyEvent = InteractionEvent.omit({ TrackingId: true });

/** §2. */
export const FailureReason = z.enum([
  'DuplicateExists',
  'DryRunSendingFailed',
  'DeviceTokenTooLong',
  'FailedToStoreDevice',
  'ApiTokenNotValid',
]);

/** §2: the texts that the troubleshooting page quotes in place of two of the names. */
export const HUMAN_TEXTS: Partial<Record<FailureReason, string>> = {
  DryRunSendingFailed: 'Sending a test invisible notification failed for the given device token',
  ApiTokenNotValid: 'Provided API token is not valid',
};

/** The answer to a tracked registration of one device; a batch gets an array of them, in request order. */
export const RegisterAnswer = z.object({ RegistrationRequestId: z.guid() });

/** One outcome. `FailureReason` is a name or a human text (§10 #12); what it is without failure is undescribed. */
const Outcome = { FailureReason: z.string().nullish() };

/** §1.3: in the order of the ids sent; no id is echoed. */
export const StatusAnswer = z.array(
  z.object({ Status: z.enum(['Pending', 'Success', 'Failed']), ...Outcome }),
);

/** §3: what the callback URL is told, once. */
export const WebhookBody = z.object({
  Status: z.enum(['Success', 'Failed']),
  Signature: z.string(),
  ...Outcome,
});

export type RegisterItem = z.infer<typeof RegisterItem>;
export type CleanupItem = z.infer<typeof CleanupItem>;
export type FailureReason = z.infer<typeof FailureReason>;
export type StatusAnswer = z.infer<typeof StatusAnswer>;
export type WebhookBody = z.infer<typeof WebhookBody>;

/** All names of requests, by their lower case. */
const NAMES = new Map(
  [
    ...Object.keys({ ...RegisterItem.shape, ...StatusRequest.shape, ...CleanupItem.shape }),
    ...Object.keys({ ...InteractionEvent.shape, ...LegacyRegister.shape }),
    ...['ApnsToken', 'FcmToken'],
  ].map((name) => [name.toLowerCase(), name]),
);

/** A batch, its items, a v1 contract in an item: deeper than that there is nothing of ours. */
const DEEPEST = 3;

/** The same JSON with the documented names, whatever their case. */
export function inDocumentedCase(body: unknown, depth = DEEPEST): unknown {
  if (typeof body !== 'object' || body === null || depth === 0) return body;
  if (Array.isArray(body)) return body.map((item) => inDocumentedCase(item, depth - 1));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      NAMES.get(name.toLowerCase()) ?? name,
      inDocumentedCase(value, depth - 1),
    ]),
  );
}

/** Every device token that a request names, in whichever field. */
export function deviceTokensIn(body: unknown, depth = DEEPEST): string[] {
  if (typeof body !== 'object' || body === null || depth === 0) return [];
  if (Array.isArray(body)) return body.flatMap((item) => deviceTokensIn(item, depth - 1));
  return Object.entries(body).flatMap(([name, value]) => {
    if (typeof value !== 'string') return deviceTokensIn(value, depth - 1);
    return /^(?:(?:Apns|Fcm)?DeviceToken|ApnsToken|FcmToken)$/i.test(name) ? [value] : [];
  });
}
