import * as z from 'zod';
import { FailureReason } from './wire.ts';

/**
 * What the twin keeps, as it is saved. The real tables (`msdynmkt_pushmobiledevice`,
 * `msdynmkt_pushdeviceregistrationresult` …; facts: dynamics.md §8) have more and other columns.
 */

const Platform = z.enum(['ios', 'android']);

const applicationMode = z.enum(['sandbox', 'production']);

/** APNs credentials of a mobile app (§8): a signing key … */
const IosToken = z.object({
  authenticationMode: z.literal('token').default('token'),
  bundleId: z.string(),
  teamId: z.string(),
  keyId: z.string(),
  /** PKCS#8 PEM of the .p8. */
  signingKey: z.string(),
  applicationMode,
});

/** … or a certificate, as it was in the .p12. */
const IosCertificate = z.object({
  authenticationMode: z.literal('certificate'),
  bundleId: z.string(),
  /** PEM, the certificate itself first. */
  certificate: z.string(),
  /** PEM. */
  privateKey: z.string(),
  applicationMode,
});
export const IosCredentials = z.union([IosCertificate, IosToken]);

/** What of the service account JSON is needed to send (§8). */
export const AndroidCredentials = z.object({
  projectId: z.string(),
  clientEmail: z.string(),
  /** PKCS#8 PEM, RSA. */
  privateKey: z.string(),
});

/** A secret that a registration brings; earlier snapshots hold the text alone. */
const AccessToken = z.union([
  z.object({ token: z.string(), generatedAt: z.number() }),
  z.string().transform((token) => ({ token, generatedAt: 0 })),
]);

/** “Credential validation” of one platform (§8). `connected` is not kept: it follows from the device table. */
const Validation = z.object({
  state: z.enum(['not-started', 'checking', 'valid', 'invalid']),
  /** The provider's. */
  reason: z.string().optional(),
});
const NOT_STARTED = { state: 'not-started' as const };

export const MobileApp = z.object({
  mobileAppId: z.string(),
  name: z.string(),
  ios: IosCredentials.optional(),
  android: AndroidCredentials.optional(),
  /** Platforms that are switched on (`activeios`, `activefcm`). */
  active: z.object({ ios: z.boolean(), android: z.boolean() }).default({ ios: true, android: true }),
  validation: z
    .object({ ios: Validation, android: Validation })
    .default({ ios: NOT_STARTED, android: NOT_STARTED }),
  accessTokens: z.array(AccessToken),
});

/** A row of the channel's device table. Only `Success` rows are sent to. */
export const Device = z.object({
  mobileAppId: z.string(),
  /** As it was registered; compared without dashes and case (§10 #15). */
  userId: z.string(),
  platform: Platform,
  token: z.string(),
  /** Milliseconds since the epoch. */
  registeredAt: z.number(),
  result: z.enum(['Pending', 'Success', 'Failed']),
  reason: FailureReason.optional(),
  /** Human text, with the provider's own reason where there is one. */
  details: z.string().optional(),
  requestId: z.string(),
});

/** A recorded outcome of a tracked registration; there is no pending row (§2). */
export const RegistrationResult = z.object({
  requestId: z.string(),
  mobileAppId: z.string(),
  status: z.enum(['Success', 'Failed']),
  reason: FailureReason.optional(),
  details: z.string().optional(),
});

/** Where an outcome is to be told, once (§3). `apiToken` is the key of its signature. */
export const Callback = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  apiToken: z.string(),
});

/** An accepted registration whose outcome is not known yet. */
export const Registration = z.object({
  requestId: z.string(),
  mobileAppId: z.string(),
  userId: z.string(),
  platform: Platform,
  token: z.string(),
  tracked: z.boolean(),
  /** False: the ApiToken does not belong to the app and organization. */
  authorized: z.boolean(),
  callback: Callback.optional(),
  traceId: z.string(),
  at: z.number(),
});

/** Value of a column; null: empty. A column that a row does not have is empty too. */
export const ColumnValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Somebody a journey can reach: a row of contact, lead or Customer Insights profile (§7, §9). */
export const Person = z.object({
  entity: z.enum(['contact', 'lead', 'profile']),
  /** `contactid`, `leadid` or `msdynci_customerid`, as it was given; unique over all three. */
  id: z.string(),
  /** Whether the person agreed to tracking. The app decides by its own record; see `linkWithoutConsent`. */
  trackingConsent: z.boolean(),
  /** All other columns by their logical names, as `emailaddress1`, `statecode`; `masterid` is a plain id. */
  columns: z.record(z.string(), ColumnValue),
});

/** A redirect that records a click (§5 `link`). */
export const TrackedLink = z.object({
  id: z.string(),
  originalLink: z.string(),
  trackingId: z.string(),
  at: z.number(),
});

export type Platform = z.infer<typeof Platform>;
export type IosCredentials = z.infer<typeof IosCredentials>;
export type AndroidCredentials = z.infer<typeof AndroidCredentials>;
export type AccessToken = z.infer<typeof AccessToken>;
export type Validation = z.infer<typeof Validation>;
export type MobileApp = z.infer<typeof MobileApp>;
export type Device = z.infer<typeof Device>;
export type RegistrationResult = z.infer<typeof RegistrationResult>;
export type Callback = z.infer<typeof Callback>;
export type Registration = z.infer<typeof Registration>;
export type ColumnValue = z.infer<typeof ColumnValue>;
export type Person = z.infer<typeof Person>;
export type TrackedLink = z.infer<typeof TrackedLink>;
