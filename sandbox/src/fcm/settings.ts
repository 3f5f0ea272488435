import * as z from 'zod';

/** How fast a sender may be (facts: apns-fcm-phones.md §2.4); what is said of one device is not confirmed there. */
export const FcmLimits = z.strictObject({
  /** Messages to all of a project's devices; a bucket that refills evenly. */
  projectPerMinute: z.int().min(1).default(600_000),
  devicePerMinute: z.int().min(1).default(240),
  devicePerHour: z.int().min(1).default(5000),
  /** Messages with a collapse key to one device: so many at once, then one each `collapsibleEveryMs`. */
  collapsibleBurst: z.int().min(1).default(20),
  collapsibleEveryMs: z.int().min(1).default(180_000),
});
export type FcmLimits = z.infer<typeof FcmLimits>;

const UninstallNoticed = z.strictObject({
  /** By so many messages that seem to go out. */
  afterSends: z.int().min(1).optional(),
  afterMs: z.int().min(1).optional(),
});

/** What can be changed about the twin while it runs. */
export const FcmSettings = z.strictObject({
  limits: FcmLimits.prefault({}),
  /** Milliseconds that Google's clock is ahead of the senders'; negative: behind. */
  clockSkewMs: z.int().default(0),
  /** When FCM learns that an app was removed, whichever comes first; at once where neither is given. */
  uninstallNoticed: UninstallNoticed.prefault({}),
  /** Days without contact after which a token expires (§2.5). */
  tokenLifeDays: z.number().positive().default(270),
  /** Scenario: what becomes of an HTTP/2 connection with more than 100 requests at once (§2.4). */
  overload: z.enum(['refuse', 'goaway']).default('refuse'),
});
export type FcmSettings = z.infer<typeof FcmSettings>;

/** Any part of the settings. */
export interface FcmSettingsChange extends Partial<Omit<FcmSettings, 'limits'>> {
  limits?: Partial<FcmLimits>;
}

export interface SettingControls {
  get(): FcmSettings;
  /** What is not named stays; throws a ZodError for what is no setting. */
  set(change: FcmSettingsChange): void;
  /** Back to the defaults. */
  reset(): void;
}

export function createSettings(start: FcmSettingsChange = {}): SettingControls {
  let current = FcmSettings.parse(start);
  return {
    get: () => current,
    set(change) {
      const limits = { ...current.limits, ...change.limits };
      current = FcmSettings.parse({ ...current, ...change, limits });
    },
    reset() {
      current = FcmSettings.parse({});
    },
  };
}
