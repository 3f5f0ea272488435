import * as z from 'zod';

/**
 * The wire between shell and gateway: HTTP, JSON, additive for ever (shells live for years).
 *
 * | route | body | answer |
 * |---|---|---|
 * | `PUT /v1/installations/{installationId}` | {@link InstallationPut} | 200/201 {@link InstallationAnswer} |
 * | `GET /v1/installations/{installationId}` | – | 200 {@link InstallationAnswer} |
 * | `PUT /v1/installations/{installationId}/user` | {@link UserPut} | 200/202 {@link BindingAnswer} |
 * | `DELETE /v1/installations/{installationId}/user` | – | 200/202 {@link BindingAnswer} |
 * | `POST /v1/installations/{installationId}/interactions` | {@link InteractionsPost} | 202 {@link InteractionsAnswer} |
 *
 * Every request but the first PUT carries `Authorization: Bearer <credential>`. `traceparent` (W3C) is passed on.
 * `Prefer: wait=N` (RFC 7240, seconds, at most 30) on the two user routes asks for Dynamics' verdict: 200 = settled,
 * 202 = accepted durably, still open. Errors: RFC 9457 problem details, see problems.ts.
 */

/** A UUID in lower case. */
export const InstallationId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'a UUID in lower case');

/** The id that the page gives for a person. */
export const UserId = z.string().regex(/^[A-Za-z0-9-]{1,128}$/, '1 to 128 letters, digits or dashes');

/** A push token as the phone's system hands it out. It travels with the APNs environment of the build. */
export const DeviceToken = z.object({
  value: z.string().min(1).max(4096),
  /** iOS only: which APNs environment issued it. */
  environment: z.enum(['development', 'production']).optional(),
});

/** The fields of `registrationInfo` that describe the device: kept per installation. */
export const DeviceFacts = z.object({
  appVersion: z.string().max(100),
  appBuild: z.union([z.string().max(100), z.number()]),
  distribution: z.enum(['release', 'debug']),
  hardware: z.string().max(100),
  language: z.string().max(35),
  model: z.string().max(200),
  modelId: z.string().max(100).optional(),
  os: z.string().max(50),
  osVersion: z.string().max(50),
  timeZone: z.string().max(100),
  /** Whether this is the first launch of the app. */
  isFirstLaunch: z.boolean().optional(),
  /** Android: the version code, which `appBuild` holds as well. */
  appVersionCode: z.number().optional(),
  /** Which build of the shell this is. */
  build: z
    .object({
      configHash: z.string().max(200),
      shellVersion: z.string().max(100),
      pluginVersion: z.string().max(100),
    })
    .optional(),
});

/** Creates or updates an installation; also its heartbeat. */
export const InstallationPut = z.object({
  platform: z.enum(['ios', 'android']),
  /** Bundle id or package name: decides the mobile app channel. */
  appId: z.string().min(1).max(255),
  facts: DeviceFacts,
  /** null: the system has handed out no token (yet). */
  token: DeviceToken.nullable(),
  /** Whether the person allows notifications now. */
  notificationsEnabled: z.boolean(),
  /**
   * A random secret of the shell, sent until the credential has arrived. The same one gets a fresh credential
   * when the first answer was lost; another one is refused (`credential-invalid`).
   */
  enrollmentKey: z.string().min(32).max(200).optional(),
});

/** The states of spec.md; `waiting` here means: no token or no permission known to the gateway. */
export const RegistrationView = z.object({
  state: z.enum(['none', 'waiting', 'queued', 'sent', 'registered', 'refused', 'removing', 'removed']),
  for: z.enum(['permission', 'token', 'network', 'identity']).optional(),
  userId: z.string().optional(),
  requestId: z.string().optional(),
  /** A code of problems.ts. */
  reason: z.string().optional(),
  message: z.string().optional(),
  /** ISO 8601, UTC. */
  since: z.string().optional(),
});

/** How far the installation's registration has come. */
export const InstallationAnswer = z.object({
  installationId: InstallationId,
  /** Only in the answer to an enrolling PUT. Keep it; the gateway stores a hash. */
  credential: z.string().optional(),
  registration: RegistrationView,
});

/** Binds a person to the installation, or changes who it is. */
export const UserPut = z.object({
  userId: UserId,
  identityToken: z.string().max(8192).optional(),
});

/** What has become of the binding. */
export const BindingAnswer = z.object({ registration: RegistrationView });

/** One open, told once or more often with the same `eventId`. */
export const Interaction = z.object({
  eventId: z.uuid(),
  kind: z.literal('opened'),
  /** The GUID from the notification. Empty, null or all zero means "not tracked": do not send it. */
  trackingId: z.string().min(1).max(100),
  /** ISO 8601, UTC. */
  occurredAt: z.iso
    .datetime()
    .max(40)
    .refine((text) => !text.startsWith('0000'), 'there was no year 0'),
});
/** Up to a hundred opens. */
export const InteractionsPost = z.object({ interactions: z.array(Interaction).min(1).max(100) });
/** How many of them are on their way to Dynamics, or were before. */
export const InteractionsAnswer = z.object({ accepted: z.number().int() });

export type DeviceToken = z.infer<typeof DeviceToken>;
export type DeviceFacts = z.infer<typeof DeviceFacts>;
export type InstallationPut = z.infer<typeof InstallationPut>;
export type InstallationAnswer = z.infer<typeof InstallationAnswer>;
export type RegistrationView = z.infer<typeof RegistrationView>;
export type UserPut = z.infer<typeof UserPut>;
export type BindingAnswer = z.infer<typeof BindingAnswer>;
export type Interaction = z.infer<typeof Interaction>;
export type InteractionsPost = z.infer<typeof InteractionsPost>;
