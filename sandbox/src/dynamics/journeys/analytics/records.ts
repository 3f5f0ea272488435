import * as z from 'zod';
import { Entity } from '../segments/records.ts';

/** §9: the names of the interaction data. */
export const InteractionName = z.enum([
  'Push Notification Sent',
  'Push Notification Not Sent',
  'Push Notification Opened',
  'Push Notification Link Clicked',
]);

/** A row of the interaction data. */
export const Interaction = z.preprocess(
  renamed,
  z.object({
    name: InteractionName,
    trackingId: z.string(),
    at: z.number(),
    /** This and the next absent when no push with this tracking id was sent from here. */
    personId: z.string().optional(),
    entity: Entity.optional(),
    mobileAppId: z.string().optional(),
    messageId: z.string().optional(),
    journeyId: z.string().optional(),
    /** Only of a send: the frequency cap counts commercial ones. */
    designation: z.enum(['commercial', 'transactional']).optional(),
    /** False for an event about an unknown tracking id. */
    matched: z.boolean(),
    /** Of a push that was not sent. */
    reason: z.string().optional(),
    /** Masked; of an event that a device reported. */
    token: z.string().optional(),
  }),
);
export type Interaction = z.output<typeof Interaction>;
export type InteractionName = z.infer<typeof InteractionName>;

/** Before there were leads, a row had a `contactId`. */
function renamed(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('contactId' in row)) return row;
  const { contactId, ...rest } = row;
  return { ...rest, personId: contactId, entity: 'contact' };
}
