import * as z from 'zod';
import { InstallationId, RegistrationView, UserId } from './shell-gateway.ts';

/**
 * The wire between a customer's backend and the gateway: what the server routes say. A backend that got
 * `registrationInfo()` from a page registers the device here; support looks registrations up. Who may call which route:
 * routes.ts. Additive for ever, as the shell's wire.
 *
 * Every request carries `Authorization: Bearer <API key>`.
 */

/** A UUID in either case: iOS hands out its `identifierForVendor` in capitals. The gateway keeps it in lower case. */
export const AnyInstallationId = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, 'a UUID')
  .describe('A UUID, in either case.');

const platform = z.enum(['ios', 'android']);
const token = z.string().min(1).max(4096);
/** Old pages say that there is none with an empty text. */
const maybeToken = z.string().max(4096).nullish();
const MAX_INFO = 16 * 1024;

/**
 * The answer of `registrationInfo()`, as the page got it. Only what the gateway acts by is checked; everything else is
 * kept as it came, so that a page of any Median-compatible app can be passed on unread.
 */
export const RegistrationInfo = z
  .looseObject({
    installationId: AnyInstallationId,
    platform,
    appId: z.string().min(1).max(255).describe('Bundle id or package name: decides the mobile app channel.'),
    apnsToken: maybeToken.describe('iOS: the push token.'),
    fcmToken: maybeToken.describe('Android: the push token.'),
  })
  .refine((info) => JSON.stringify(info).length <= MAX_INFO, 'must not be over 16 kB')
  .describe(
    'The answer of registrationInfo(), verbatim. Fields that are not named here are kept as they came. At most 16 kB.',
  );

/** One device to register for a person. */
export const RegistrationPost = z.object({
  userId: UserId,
  info: RegistrationInfo,
  environment: z
    .enum(['development', 'production'])
    .optional()
    .describe('iOS only: which APNs environment issued the token. Absent: what the app is configured for.'),
  notificationsEnabled: z
    .boolean()
    .optional()
    .describe('Whether the person allows notifications. Absent: yes, if info has a token.'),
  force: z
    .boolean()
    .optional()
    .describe('Take the token from another installation that was seen within the last 24 hours.'),
});

/** A backend's registration, accepted. */
export const RegistrationAnswer = z.object({
  installationId: InstallationId,
  registration: RegistrationView,
});

/** The most devices that one bulk call may hold. */
export const MAX_BULK = 1_000;

/** Devices to register, each for itself: what is wrong with one is no matter of the others. */
export const RegistrationsBulk = z.object({ items: z.array(RegistrationPost).min(1).max(MAX_BULK) });

/** RFC 9457 problem details: `ProblemDetails` of problems.ts, as a schema. */
export const ProblemDetails = z
  .object({
    type: z.string().describe('urn:journeys-push:problem: and the code.'),
    code: z.string().describe('Stable. Act by it.'),
    title: z.string().describe('What happened, in one sentence.'),
    status: z.int().describe('The HTTP status, or the one that a single call would have had.'),
    detail: z.string().optional().describe('What came and what was expected, in this case.'),
    fault: z
      .enum(['page', 'user', 'shell', 'operator', 'dynamics', 'network', 'caller'])
      .describe('Who can change the outcome.'),
    remedy: z.string().describe('What to do about it.'),
    retry: z
      .boolean()
      .describe('Whether the same request may succeed later without anyone changing anything.'),
    traceId: z.string().optional().describe('Find it in the log under this trace id.'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Field by field, for body-invalid.'),
  })
  .describe('RFC 9457 problem details.');

/** What became of one item. `accepted`: it is durable; Dynamics' verdict comes later. */
export const BulkResult = z.discriminatedUnion('outcome', [
  z.object({ index: z.int(), outcome: z.literal('accepted'), installationId: InstallationId }),
  z.object({ index: z.int(), outcome: z.literal('refused'), problem: ProblemDetails }),
]);

/** One result for each item, in the same order. */
export const RegistrationsBulkAnswer = z.object({
  accepted: z.int(),
  refused: z.int(),
  results: z.array(BulkResult),
});

const moment = z.iso.datetime().describe('ISO 8601, UTC.');
const tokenTail = z.string().describe("The push token's last eight characters.");

/** What Dynamics is known to hold, or may hold, for one person and one token of the installation. */
export const KnownRegistration = z.object({
  state: z.enum(['queued', 'sent', 'registered', 'refused', 'removing', 'removed']),
  userId: z.string().optional().describe('Absent: the person has been erased.'),
  dynamicsUserId: z.string().describe('The contact, lead or profile that it was sent for.'),
  requestId: z.string().optional().describe("Dynamics' handle, RegistrationRequestId."),
  tokenTail: tokenTail.optional(),
  reason: z.string().optional().describe('A problem code.'),
  message: z.string().optional(),
  since: moment,
  sentAt: moment.optional(),
  confirmedAt: moment.optional().describe('When Dynamics last said that it has it.'),
});

/** All that the gateway knows of one installation, without its token. */
export const RegistrationRecord = z.object({
  installationId: InstallationId,
  app: z.string().describe("The mobile app channel, by its name in the gateway's configuration."),
  platform,
  appId: z.string(),
  facts: z.record(z.string(), z.unknown()).describe('What the app last said about itself and the device.'),
  tokenTail: tokenTail.optional(),
  notificationsEnabled: z.boolean(),
  firstSeen: moment,
  lastSeen: moment,
  proof: z
    .enum(['none', 'identity-token', 'api-key'])
    .optional()
    .describe('How the owner was proved. Absent: nobody owns it.'),
  registration: RegistrationView,
  known: z.array(KnownRegistration).describe('What Dynamics is known to hold, or may hold.'),
});

/** Exactly one way to look registrations up. Tokens and user ids travel in a body, never in a URL. */
export const RegistrationSearch = z.union([
  z.strictObject({ requestId: z.string().min(1).max(200).describe("Dynamics' RegistrationRequestId.") }),
  z.strictObject({ token: token.describe('A whole push token.') }),
  z.strictObject({ tokenTail: z.string().length(8).describe("A push token's last eight characters.") }),
  z.strictObject({
    userId: UserId.describe('Whom the device belongs to now, or will once Dynamics knows them.'),
  }),
]);

/** One page of what a search has found, sorted by installation id. */
export const RegistrationPage = z.object({
  items: z.array(RegistrationRecord),
  next: z.string().optional().describe('The cursor of the next page. Absent: this is the last.'),
});

export type RegistrationInfo = z.infer<typeof RegistrationInfo>;
export type RegistrationPost = z.infer<typeof RegistrationPost>;
export type RegistrationAnswer = z.infer<typeof RegistrationAnswer>;
export type RegistrationsBulk = z.infer<typeof RegistrationsBulk>;
export type BulkResult = z.infer<typeof BulkResult>;
export type RegistrationsBulkAnswer = z.infer<typeof RegistrationsBulkAnswer>;
export type KnownRegistration = z.infer<typeof KnownRegistration>;
export type RegistrationRecord = z.infer<typeof RegistrationRecord>;
export type RegistrationSearch = z.infer<typeof RegistrationSearch>;
export type RegistrationPage = z.infer<typeof RegistrationPage>;
