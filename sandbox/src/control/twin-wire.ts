import { z } from '@hono/zod-openapi';

/** The part of the control API's wire that steers time and what goes wrong. */

export const TwinName = z.enum(['dynamics', 'apns', 'fcm']).openapi('TwinName');

export const Clock = z
  .object({
    /** The sandbox's time: milliseconds since the epoch. */
    now: z.number(),
    /** Milliseconds that it was moved forward. */
    aheadMs: z.number(),
  })
  .openapi('Clock');

const TEN_YEARS = 10 * 366 * 24 * 3600 * 1000;
export const ClockMove = z
  .object({ ms: z.int().min(0).max(TEN_YEARS).openapi({ description: 'How far the time goes forward' }) })
  .openapi('ClockMove');

const Effect = z.looseObject({ kind: z.string() }).openapi({
  description:
    'What happens: {kind: latency, ms} · {kind: drop} (cut, no answer) · {kind: status, status, retryAfter?} · ' +
    '{kind: hang} (no answer) · {kind: half-close} (cut in the midst of an answer) · {kind: garbage} (200, not JSON). ' +
    'apns and fcm also {kind: refuse, reason, retryAfter?} with a reason of theirs; ' +
    'dynamics has more for its webhook and its store: see the twin’s README.',
  example: { kind: 'status', status: 429, retryAfter: 30 },
});

export const FaultPlant = z
  .strictObject({
    twin: TwinName,
    route: z.string().optional().openapi({ description: 'Of the twin; absent: any', example: 'register' }),
    token: z.string().optional().openapi({ description: 'Only requests to this device token' }),
    probability: z.number().min(0).max(1).optional().openapi({ description: 'Default 1' }),
    times: z.int().min(1).optional().openapi({ description: 'Hits; absent: until it is removed' }),
    forMs: z.int().min(1).optional().openapi({ description: 'How long it lasts, on the sandbox’s clock' }),
    effect: Effect,
  })
  .openapi('FaultPlant');

export const Fault = z
  .looseObject({
    twin: TwinName,
    id: z.string(),
    /** Absent: any of the twin. */
    route: z.string().optional(),
    /** Absent: requests to any device token. */
    token: z.string().optional(),
    probability: z.number(),
    /** Requests that it has hit. */
    struck: z.number(),
    /** Hits to come. */
    left: z.number().optional(),
    /** Milliseconds since the epoch. */
    until: z.number().optional(),
    effect: Effect,
  })
  .openapi('Fault');

export const Seed = z
  .object({
    seed: z.int().openapi({ description: 'The same seed and the same requests give the same hits' }),
  })
  .openapi('Seed');

export type TwinName = z.infer<typeof TwinName>;
export type Clock = z.infer<typeof Clock>;
export type FaultPlant = z.input<typeof FaultPlant>;
export type Fault = z.infer<typeof Fault>;
