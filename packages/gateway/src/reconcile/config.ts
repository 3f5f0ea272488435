import * as z from 'zod';

const Days = z.number().int().min(1).max(3_650);

/** What the gateway does with registrations by itself. */
export const Policy = z
  .strictObject({
    /** When the person switches notifications off: keep what is registered, or clean it up. */
    permissionOff: z.enum(['keep', 'cleanup']).default('keep'),
    /** A confirmation older than this is renewed at the next heartbeat: Dynamics drops expired tokens silently. */
    renewAfterDays: Days.default(30),
    /**
     * How long Dynamics may take to carry out a call whose answer never came, in seconds. A logout or another user that
     * meets such a call waits for so long.
     */
    landingSeconds: z.number().int().min(10).max(3_600).default(60),
    /** Installations that have not been seen for so long: only tell, or clean up until they come back. Absent: neither. */
    stale: z
      .strictObject({ afterDays: Days, do: z.enum(['report', 'cleanup']).default('report') })
      .optional(),
  })
  .prefault({});

export type Policy = z.output<typeof Policy>;
