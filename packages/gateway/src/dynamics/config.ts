import * as z from 'zod';

/** Whether Dynamics is asked to call back about registrations that somebody waits for. Absent: it is not. */
export const Webhooks = z
  .strictObject({
    /** Where Dynamics reaches this gateway, without a path of ours. */
    publicUrl: z
      .url({ protocol: /^https?$/ })
      .refine((text) => !/[?#]/.test(text), 'a URL without query and fragment')
      .transform((text) => text.replace(/\/+$/, '')),
    /** The documents name the header in two ways (facts: dynamics.md §10.1). */
    header: z.enum(['x-ms-callback-url', 'x-ms-status-callback-url', 'both']).default('x-ms-callback-url'),
    /** What a callback is answered (facts: dynamics.md §10.2). */
    answer: z.union([z.literal(202), z.literal(200)]).default(202),
  })
  .optional();

export type Webhooks = NonNullable<z.output<typeof Webhooks>>;
