import * as z from 'zod';

/**
 * Each switch is one reading of what the documents leave open. The comment names the row of facts: dynamics.md §10
 * (or the section), the default is the reading recommended there. All can be changed while the twin runs, and are kept
 * in its snapshot. What goes wrong is not here: it is a fault (faults.ts).
 */
export const Switches = z.strictObject({
  /** #1: which spelling of the callback header is heard. */
  callbackHeader: z.enum(['either', 'x-ms-callback-url', 'x-ms-status-callback-url']).default('either'),
  /** #2: which answers of a callback URL count as delivered. */
  webhookDelivered: z.enum(['any-2xx', '200', '202']).default('any-2xx'),
  /** #3: how the webhook's signature is written … */
  signatureEncoding: z.enum(['base64', 'hex-lower', 'hex-upper']).default('base64'),
  /** … what its key is: the token's characters (UTF-8), or the bytes it stands for … */
  signatureKey: z.enum(['text', 'base64-decoded']).default('text'),
  /** … and what is signed: the URL as the header gave it, or as a URL parser writes it. */
  signatureUrl: z.enum(['as-given', 'parsed']).default('as-given'),
  /** #4: the access token that signs: the one of the registration, or the app's first or newest one. */
  signatureToken: z.enum(['of-registration', 'first', 'newest']).default('of-registration'),
  /** #5 a, b: a registration with a bad ApiToken stays Pending for ever, or is told as ApiTokenNotValid, and where. */
  invalidTokenOutcome: z.enum(['pending', 'status', 'webhook', 'status-and-webhook']).default('pending'),
  /** #5 c: a status call with a bad ApiToken is a 400, or every id is Pending. */
  invalidTokenAtStatus: z.enum(['refused', 'pending']).default('refused'),
  /** #6: the body of a cleanup batch. */
  cleanupBatchBody: z.enum(['either', 'array', 'object']).default('either'),
  /** #7: a cleanup without DeviceToken removes all of the user's devices in the app, none, or is a 400. */
  cleanupWithoutToken: z.enum(['all', 'none', 'refused']).default('all'),
  /** #8: the slash at the end of the status path; what does not fit is a 404. */
  statusSlash: z.enum(['either', 'with', 'without']).default('either'),
  /** #9: Android pushes as a data message only, or with a notification too. */
  androidFormat: z.enum(['data', 'notification-and-data']).default('data'),
  /** #10: what a test send carries for a tracking id. */
  testTrackingId: z.enum(['empty', 'zero-guid']).default('empty'),
  /** #11: PushNotificationStatus in every form that a sample sends, or the number 1 only. */
  interactionStatus: z.enum(['any-form', 'number-1']).default('any-form'),
  /** #12: FailureReason by its name, or by the text that the troubleshooting page quotes … */
  statusTexts: z.enum(['enum', 'human']).default('enum'),
  /** … and with the stray spaces of the documents around it. */
  reasonSpaces: z.enum(['none', 'around']).default('none'),
  /** #13: characters; longer is DeviceTokenTooLong. */
  apnsTokenLimit: z.int().min(1).default(64),
  fcmTokenLimit: z.int().min(1).default(4000),
  /** #14: a UserId that is no record's is registered like any other, or the request is a 400. */
  unknownUser: z.enum(['registered', 'refused']).default('registered'),
  /** #15: whether 32 hex digits without dashes are a UserId too. */
  userIdForm: z.enum(['dashed-or-hex', 'dashed']).default('dashed-or-hex'),
  /** #16: what makes a second registration a duplicate. */
  uniqueness: z.enum(['app-user-token', 'app-token']).default('app-user-token'),
  /** #17: milliseconds from a cleanup's 202 to its work; a registration may overtake it. */
  cleanupDelayMs: z.int().min(0).default(0),
  /** #18: milliseconds from a registration's 202 to its work: how long it is Pending at least. */
  registrationDelayMs: z.int().min(0).default(50),
  /** #20: the callback of a batch comes once an item, or not at all. */
  batchWebhook: z.enum(['per-item', 'none']).default('per-item'),
  /** #21: one bad item refuses the whole batch, or only itself: it gets an id that stays Pending. */
  batchRefusal: z.enum(['all-or-nothing', 'per-item']).default('all-or-nothing'),
  /** #22: whether the two endpoints of v1, removed from the documents in 2024-03, still answer; else 404 (assumed). */
  legacyEndpoints: z.enum(['on', 'off']).default('on'),
  /** #23 and §1: JSON names must be PascalCase, or may be in any case. Spaces in names never match. */
  jsonNames: z.enum(['exact', 'any-case']).default('exact'),
  /** #24: how developer information writes the public endpoint; `bare` is without scheme. */
  publicEndpointForm: z.enum(['with-scheme', 'bare']).default('with-scheme'),
  /** #25: how long an access token works; null: for ever. */
  accessTokenLifetimeMs: z.int().min(1).nullable().default(null),
  /** §1.3: FailureReason of what has not failed. */
  absentReason: z.enum(['null', 'missing', 'empty']).default('null'),
  /** §2: what becomes of a device whose registration's outcome could not be written for hours. */
  throttledDevice: z.enum(['stored', 'lost']).default('stored'),
  /** §8, "works while credential validation shows valid": what an access token is worth once it shows invalid. */
  tokenOfInvalidApp: z.enum(['works', 'refused']).default('works'),
  /** §5, "not said": whether `link` is tracked for a person without tracking consent. */
  linkWithoutConsent: z.enum(['tracked', 'original']).default('tracked'),
});
export type Switches = z.infer<typeof Switches>;

export interface SwitchBoard {
  get(): Readonly<Switches>;
  /** Changes the named switches; throws a ZodError for an unknown name or a bad value, and then changes none. */
  set(changes: Partial<z.input<typeof Switches>>): void;
  /** Back to the recommended readings. */
  reset(): void;
}

export function createSwitches(saved: Partial<z.input<typeof Switches>> = {}): SwitchBoard {
  let current = Switches.parse(saved);
  return {
    get: () => current,
    set: (changes) => {
      current = Switches.parse({ ...current, ...changes });
    },
    reset: () => {
      current = Switches.parse({});
    },
  };
}
