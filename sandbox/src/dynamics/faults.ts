import * as z from 'zod';

/**
 * Switches of the twin: what the documents leave open (facts: dynamics.md §10, default = recommended reading) and
 * what can go wrong. All can be changed while it runs.
 */
export const DynamicsFaults = z.strictObject({
  /** §10 #1: which spelling of the callback header is heard. */
  callbackHeader: z.enum(['either', 'x-ms-callback-url', 'x-ms-status-callback-url']).default('either'),
  /** §10 #3: how the webhook's signature is written … */
  signatureEncoding: z.enum(['base64', 'hex-lower', 'hex-upper']).default('base64'),
  /** … and what its key is: the token's characters (UTF-8), or the bytes it stands for. */
  signatureKey: z.enum(['text', 'base64-decoded']).default('text'),
  /** §10 #5: a registration with a bad ApiToken stays Pending for ever, or fails with ApiTokenNotValid. */
  invalidTokenOutcome: z.enum(['pending', 'failed']).default('pending'),
  /** §10 #9: Android pushes as a data message only, or with a notification too. */
  androidFormat: z.enum(['data', 'notification-and-data']).default('data'),
  /** §10 #10: what a test send carries for a tracking id. */
  testTrackingId: z.enum(['empty', 'zero-guid']).default('empty'),
  /** §10 #12: FailureReason by its name, or by the text that the troubleshooting page quotes. */
  statusTexts: z.enum(['enum', 'human']).default('enum'),
  /** §1.3: FailureReason of what has not failed. */
  absentReason: z.enum(['null', 'missing', 'empty']).default('null'),
  /** §10 #13: characters; longer is DeviceTokenTooLong. */
  apnsTokenLimit: z.int().min(1).default(64),
  fcmTokenLimit: z.int().min(1).default(4000),
  /** §5, "not said": whether `link` is tracked for a person without tracking consent. */
  linkWithoutConsent: z.enum(['tracked', 'original']).default('tracked'),

  /** Milliseconds from the 202 to the work. */
  registrationDelayMs: z.int().min(0).default(50),
  /** Every new device fails with FailedToStoreDevice. */
  storeFails: z.boolean().default(false),
  /** Every API call is answered with this status. */
  outage: z.int().min(400).max(599).nullable().default(null),
  /** Every API call is answered with this status and `Retry-After` (seconds). */
  throttle: z
    .strictObject({ status: z.int().min(400).max(599).default(429), retryAfter: z.int().min(0) })
    .nullable()
    .default(null),
});
export type DynamicsFaults = z.infer<typeof DynamicsFaults>;

export interface FaultSwitches {
  get(): Readonly<DynamicsFaults>;
  /** Changes the named switches; throws a ZodError for an unknown name or a bad value, and then changes none. */
  set(changes: Partial<z.input<typeof DynamicsFaults>>): void;
  reset(): void;
}

export function createFaults(): FaultSwitches {
  let current = DynamicsFaults.parse({});
  return {
    get: () => current,
    set: (changes) => {
      current = DynamicsFaults.parse({ ...current, ...changes });
    },
    reset: () => {
      current = DynamicsFaults.parse({});
    },
  };
}
