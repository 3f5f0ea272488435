import * as z from 'zod';

/** When the gateway calls itself ready. */
export const Operations = z
  .strictObject({
    /**
     * Not ready while work that is due has waited for longer than so many minutes, apart from apps that are paused.
     * `false`: never for that. All gateways on one database share the backlog, so all of them say it.
     */
    readyBacklogMinutes: z.union([z.literal(false), z.number().int().min(1).max(10_080)]).default(60),
  })
  .prefault({});

export type Operations = z.output<typeof Operations>;
