import { z } from '@hono/zod-openapi';
import { Entity } from './people-wire.ts';

/** The part of the control API's wire that marketers read afterwards. */

/** What became of the pushes of one message or journey; rates from 0 to 1. */
export const Funnel = z
  .object({
    /** Who came to the push; of a journey: who entered it. */
    inflow: z.number(),
    sent: z.number(),
    /** The same as sent: push has no delivery report. */
    delivered: z.number(),
    notSent: z.number(),
    /** Those not sent, by reason. */
    reasons: z.record(z.string(), z.number()),
    opens: z.number(),
    uniqueOpens: z.number(),
    clicks: z.number(),
    uniqueClicks: z.number(),
    sendRate: z.number(),
    openRate: z.number(),
    clickRate: z.number(),
    engagementRate: z.number(),
  })
  .openapi('Funnel');

export const Interaction = z
  .object({
    name: z.enum([
      'Push Notification Sent',
      'Push Notification Not Sent',
      'Push Notification Opened',
      'Push Notification Link Clicked',
    ]),
    trackingId: z.string(),
    at: z.number(),
    personId: z.string().optional(),
    entity: Entity.optional(),
    mobileAppId: z.string().optional(),
    messageId: z.string().optional(),
    journeyId: z.string().optional(),
    designation: z.enum(['commercial', 'transactional']).optional(),
    /** False for an event about an unknown tracking id. */
    matched: z.boolean(),
    reason: z.string().optional(),
    token: z.string().optional(),
  })
  .openapi('Interaction');

export const Interactions = z
  .object({
    rows: z.array(Interaction),
    /** How many did not fit into the answer. */
    more: z.number(),
  })
  .openapi('Interactions');

export type Funnel = z.infer<typeof Funnel>;
export type Interaction = z.infer<typeof Interaction>;
export type Interactions = z.infer<typeof Interactions>;
