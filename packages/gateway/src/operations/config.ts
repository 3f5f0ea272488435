import * as z from 'zod';

/** When the gateway calls itself ready, and what else it tells of itself. */
export const Operations = z
  .strictObject({
    /**
     * Not ready while work that is due has waited for longer than so many minutes, apart from apps that are paused.
     * `false`: never for that. All gateways on one database share the backlog, so all of them say it.
     */
    readyBacklogMinutes: z.union([z.literal(false), z.number().int().min(1).max(10_080)]).default(60),
    /** From how many seconds on it is told that the clocks of this machine and the database differ. */
    clockSkewSeconds: z.number().min(1).max(3_600).default(5),
  })
  .prefault({});

export type Operations = z.output<typeof Operations>;
