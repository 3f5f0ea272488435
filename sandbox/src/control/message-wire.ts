import { z } from '@hono/zod-openapi';
import { ColumnValue, Entity } from './people-wire.ts';

/** The part of the control API's wire that is push messages: what they say, and what becomes of one. */

/** What a message says. Placeholders as `{{contact.firstname|friend}}`. */
const MessageContent = z
  .object({
    mobileAppId: z.string(),
    title: z.string(),
    subtitle: z.string().optional(),
    body: z.string(),
    link: z.string().optional(),
    imageUrl: z.string().optional(),
  })
  .openapi('MessageContent');

const settings = {
  name: z.string(),
  designation: z.enum(['commercial', 'transactional']),
  onClick: z.enum(['app', 'browser', 'survey']),
};

/** A push message as it is saved. Journeys send `content`; `draft` is what the editor holds beside it. */
export const Message = z
  .object({
    messageId: z.string(),
    ...settings,
    status: z.enum(['draft', 'ready-to-send', 'ready-to-send-editing', 'inactive']),
    content: MessageContent,
    draft: MessageContent.optional(),
    draftSettings: z.object(settings).optional(),
    /** Milliseconds since the epoch. */
    changedAt: z.number(),
    /** The numbers of Dataverse's columns. */
    columns: z.object({ status: z.number(), designation: z.number(), onClick: z.number() }),
  })
  .openapi('Message');

/** The fields of the editor; in a change, those that are left out stay. */
export const MessageSave = z
  .looseObject({
    name: z.string().optional(),
    mobileAppId: z.string().optional(),
    title: z.string().optional(),
    subtitle: z.string().optional(),
    body: z.string().optional(),
    link: z.string().optional(),
    imageUrl: z.string().optional(),
    designation: settings.designation.optional(),
    onClick: settings.onClick.optional(),
  })
  .openapi('MessageSave');

export const PreviewAsk = z
  .strictObject({
    message: z.strictObject({
      mobileAppId: z.string().optional(),
      title: z.string().optional(),
      subtitle: z.string().optional(),
      body: z.string().optional(),
      link: z.string().optional(),
      imageUrl: z.string().optional(),
    }),
    personId: z.string(),
    attributes: z.record(z.string(), ColumnValue).optional(),
  })
  .openapi('PreviewAsk');

/** How a message that is being written would read to one person. */
export const Preview = z
  .object({
    written: MessageContent.omit({ mobileAppId: true }),
    placeholders: z.array(
      z.object({
        field: z.enum(['title', 'subtitle', 'body', 'link']),
        /** As written, with its braces. */
        text: z.string(),
        /** What is sent in its place. */
        becomes: z.string(),
        problem: z.enum(['not-a-placeholder', 'other-entity', 'unknown-column', 'empty']).optional(),
        /** The default value that stands in. */
        fallback: z.string().optional(),
      }),
    ),
    /** What keeps the message from being saved, by field. */
    problems: z.array(z.object({ field: z.string(), message: z.string() })),
  })
  .openapi('Preview');

/** What became of one device of a person. */
export const DeviceOutcome = z
  .object({
    platform: z.enum(['ios', 'android']),
    /** Masked. */
    token: z.string(),
    /** `removed`: its token had expired, so Dynamics forgot it. */
    result: z.enum(['sent', 'removed', 'failed']),
    /** The provider’s. */
    reason: z.string().optional(),
  })
  .openapi('DeviceOutcome');

/** What became of one person. */
export const PersonOutcome = z
  .object({
    personId: z.string(),
    entity: Entity.optional(),
    /** Empty for a test send. */
    trackingId: z.string(),
    traceId: z.string(),
    devices: z.array(DeviceOutcome),
    /** Why nothing was sent: a code. */
    skipped: z.string().optional(),
    /** … and a sentence. */
    why: z.string().optional(),
  })
  .openapi('PersonOutcome');

/** A push step by itself, without a journey around it: to people, or to whoever is in a segment now. */
export const PushStep = z
  .strictObject({
    message: z.strictObject({
      mobileAppId: z.string(),
      title: z.string(),
      subtitle: z.string().optional(),
      body: z.string().default(''),
      link: z.string().optional(),
      imageUrl: z.string().optional(),
    }),
    personIds: z.array(z.string()).min(1).max(10_000).optional(),
    segmentId: z.string().optional(),
  })
  .openapi('PushStep');

export type Message = z.infer<typeof Message>;
export type MessageSave = z.infer<typeof MessageSave>;
export type PreviewAsk = z.infer<typeof PreviewAsk>;
export type Preview = z.infer<typeof Preview>;
export type DeviceOutcome = z.infer<typeof DeviceOutcome>;
export type PersonOutcome = z.infer<typeof PersonOutcome>;
export type PushStep = z.input<typeof PushStep>;
