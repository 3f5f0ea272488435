import { z } from '@hono/zod-openapi';

/**
 * The wire of the sandbox's control API: what the Device Lab, the check and a customer's script say to the sandbox.
 * Served on loopback only under `/api`, with `Authorization: Bearer <controlToken>`; described at `/openapi.json`.
 */

export const ProfileName = z.enum(['iphone', 'android-14', 'android-12']).openapi('ProfileName');

export const TrayItem = z
  .object({
    /** Unique per arrival; what `tap` takes. */
    id: z.string(),
    title: z.string(),
    body: z.string(),
    imageUrl: z.string().optional(),
    /** Milliseconds since the epoch. */
    at: z.number(),
    traceId: z.string(),
  })
  .openapi('TrayItem');

export const Phone = z
  .object({
    /** `p1`, `p2` …; also the first label of its page's host name. */
    id: z.string(),
    profile: ProfileName,
    name: z.string(),
    platform: z.enum(['ios', 'android']),
    osVersion: z.string(),
    apiLevel: z.number().optional(),
    model: z.string(),
    state: z.enum(['foreground', 'background', 'killed']),
    online: z.boolean(),
    /** The system's permission and what it would do if asked. */
    permission: z.object({
      status: z.enum(['undetermined', 'granted', 'denied']),
      canAskAgain: z.boolean(),
    }),
    /** The system dialog on the screen, if any. */
    dialog: z.object({ kind: z.literal('notifications'), appName: z.string() }).nullable(),
    /** True when the app has sent the person to the system settings and they are still there. */
    settingsOpen: z.boolean(),
    installationId: z.string().nullable(),
    /** The system's push token; it exists with or without permission. */
    token: z.string(),
    /** What Dynamics is to hold of it, in the shell's words. */
    registration: z.object({
      state: z.string(),
      for: z.string().optional(),
      userId: z.string().optional(),
      reason: z.string().optional(),
      message: z.string().optional(),
      requestId: z.string().optional(),
    }),
    page: z.object({
      /** Where the WebView is (or is going), on the phone's own origin. */
      url: z.string(),
      /** Grows when the WebView must be built anew: use it as the frame's key. */
      generation: z.number(),
      /** Whether a page's bridge is connected now. */
      connected: z.boolean(),
    }),
    /** A URL the app opened in the system browser; null once dismissed. */
    browser: z.string().nullable(),
    /** Newest first. */
    tray: z.array(TrayItem),
  })
  .openapi('Phone');

export const PhoneCreate = z
  .object({ profile: ProfileName, name: z.string().max(50).optional() })
  .openapi('PhoneCreate');
export const LoadPage = z.object({ url: z.string().max(2048) }).openapi('LoadPage');
export const DialogAnswer = z
  .object({ answer: z.enum(['allow', 'deny', 'dismiss']) })
  .openapi('DialogAnswer');
export const Switch = z.object({ enabled: z.boolean() }).openapi('Switch');
export const Tap = z.object({ notificationId: z.string() }).openapi('Tap');

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
  })
  .openapi('ControlProblem');

export type ProfileName = z.infer<typeof ProfileName>;
export type TrayItem = z.infer<typeof TrayItem>;
export type Phone = z.infer<typeof Phone>;
export type Contact = z.infer<typeof Contact>;
export type ChannelDevice = z.infer<typeof ChannelDevice>;
export type PushCreate = z.input<typeof PushCreate>;
export type Push = z.infer<typeof Push>;
export type TimelineEvent = z.infer<typeof TimelineEvent>;
export type Info = z.infer<typeof Info>;
export type ControlProblem = z.infer<typeof ControlProblem>;
