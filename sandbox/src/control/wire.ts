import { z } from '@hono/zod-openapi';
import type { Phone } from './phone-wire.ts';

/**
 * The wire of the sandbox's control API: what the Device Lab, the check and a customer's script say to the sandbox.
 * Served on loopback only under `/api`, with `Authorization: Bearer <controlToken>`; described at `/openapi.json`.
 */

export * from './phone-wire.ts';

export const Contact = z
  .object({
    contactId: z.string(),
    fullName: z.string(),
    email: z.string().optional(),
    /** Ids by which the app knows this person, from the gateway's mapping rule. */
    userIds: z.array(z.string()),
    /** Devices that Dynamics holds for this person. */
    devices: z.number(),
  })
  .openapi('Contact');

/** A row of the mobile app channel's device table. */
export const ChannelDevice = z
  .object({
    userId: z.string(),
    platform: z.enum(['ios', 'android']),
    token: z.string(),
    result: z.enum(['Pending', 'Success', 'Failed']),
    reason: z.string().optional(),
    requestId: z.string().optional(),
    at: z.number(),
  })
  .openapi('ChannelDevice');

export const PushCreate = z
  .object({
    /** The contact's GUID, or one of its `userIds`. */
    contact: z.string().max(128),
    title: z.string().min(1).max(500),
    body: z.string().max(2000).default(''),
    subtitle: z.string().max(500).optional(),
    link: z.string().max(2000).optional(),
    imageUrl: z.string().max(2000).optional(),
    /** A test send: no tracking id, as in the editor. */
    test: z.boolean().default(false),
  })
  .openapi('PushCreate');

export const Push = z
  .object({
    id: z.string(),
    traceId: z.string(),
    contactId: z.string(),
    trackingId: z.string(),
    title: z.string(),
    at: z.number(),
    /** Set when the journey skipped the person. */
    skipped: z.string().optional(),
    devices: z.array(
      z.object({
        platform: z.enum(['ios', 'android']),
        token: z.string(),
        result: z.enum(['sent', 'removed', 'failed']),
        reason: z.string().optional(),
      }),
    ),
    opened: z.boolean(),
    clicked: z.boolean(),
  })
  .openapi('Push');

export const TimelineEvent = z
  .object({
    seq: z.number(),
    at: z.number(),
    traceId: z.string(),
    hop: z.enum(['page', 'shell', 'gateway', 'dynamics', 'apns', 'fcm', 'phone', 'lab']),
    kind: z.string(),
    summary: z.string(),
    phone: z.string().optional(),
    outcome: z.enum(['ok', 'failed']).optional(),
    detail: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('TimelineEvent');

/** Messages of `GET /api/events` (server-sent events): `event:` is the key, `data:` the JSON value. */
export interface LiveEvents {
  /** All phones, sent at connect and after every change of one. */
  phones: Phone[];
  timeline: TimelineEvent;
}

export const Info = z
  .object({
    lab: z.string(),
    gateway: z.string(),
    /** The site in the phones, as the app's configuration names it. */
    site: z.string(),
    builtInPage: z.boolean(),
    /** Further origins that belong to the site. */
    allowedOrigins: z.array(z.string()),
    /** What the project's configuration adds to where links lead: hosts of the app, of redirects, and schemes of other apps. */
    links: z.object({
      appHosts: z.array(z.string()),
      trackedLinkHosts: z.array(z.string()),
      schemes: z.array(z.string()),
    }),
    mobileAppId: z.string(),
    appName: z.string(),
  })
  .openapi('Info');

/** An error of the control API: a stable code, what was wrong, what to do. */
export const ControlProblem = z
  .object({
    code: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string().optional(),
    remedy: z.string(),
    /** The service's own code, as `service-account-incorrect`, where it is a service that refuses. */
    reason: z.string().optional(),
  })
  .openapi('ControlProblem');

export type Contact = z.infer<typeof Contact>;
export type ChannelDevice = z.infer<typeof ChannelDevice>;
export type PushCreate = z.input<typeof PushCreate>;
export type Push = z.infer<typeof Push>;
export type TimelineEvent = z.infer<typeof TimelineEvent>;
export type Info = z.infer<typeof Info>;
export type ControlProblem = z.infer<typeof ControlProblem>;
