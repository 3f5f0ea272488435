import * as z from 'zod';

/** What can go wrong with the twin. All can be changed while it runs; what the documents leave open is in switches.ts. */
export const DynamicsFaults = z.strictObject({
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
