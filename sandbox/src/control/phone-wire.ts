import { z } from '@hono/zod-openapi';

/** The part of the control API's wire that is about simulated phones. */

/** The id of a profile, which is the name of its file; `GET /api/profiles` lists them. */
export const ProfileName = z.string().min(1).max(64).openapi('ProfileName', { example: 'iphone' });

/**
 * What a phone looks like. `island`, `notch`, `home-button`: iPhones; `punch-hole`: Android with the camera in the
 * screen; `bezels`: an older Android with a frame above and below it.
 */
export const Shape = z
  .enum(['island', 'notch', 'home-button', 'tablet', 'punch-hole', 'bezels'])
  .openapi('Shape');

/** A kind of phone that can be created. */
export const Profile = z
  .object({
    id: ProfileName,
    platform: z.enum(['ios', 'android']),
    /** What people call it. */
    model: z.string(),
    shape: Shape,
    osVersion: z.string(),
    /** Android. */
    apiLevel: z.number().optional(),
    /** Android: the API level that the app on it is built for. */
    targetLevel: z.number().optional(),
    /** Android: its maker takes a swipe from the recent apps for a force stop. */
    swipeStops: z.boolean().optional(),
    /** Who brings up the question for the permission to notify. `nobody`: it is granted without one. */
    asker: z.enum(['app', 'system', 'nobody']),
  })
  .openapi('Profile');

/** Android's importance of a channel; `none` is blocked. */
export const Importance = z.enum(['none', 'min', 'low', 'default', 'high']).openapi('Importance');

/** Why a notification was put into the tray without sound or banner. */
export const QuietReason = z.enum(['provisional', 'focus', 'passive', 'channel']).openapi('QuietReason');

/** Why the system has made a push token. `earlier`: before the phone kept its history. */
export const TokenCause = z
  .enum(['first-start', 'reinstall', 'rotation', 'restore', 'data-cleared', 'expiry', 'earlier'])
  .openapi('TokenCause');

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
    /** Present where the person has neither seen a banner nor heard a sound: why. */
    quiet: QuietReason.optional(),
    /** Android: the id of its channel. */
    channel: z.string().optional(),
    /** iOS: `thread-id`; those of one thread are grouped. */
    thread: z.string().optional(),
    /** iOS: it comes through a Focus. */
    level: z.enum(['time-sensitive', 'critical']).optional(),
  })
  .openapi('TrayItem');

export const Channel = z
  .object({
    id: z.string(),
    /** As Settings show it. */
    name: z.string(),
    importance: Importance,
    /** The app sets the importance when it makes the channel; afterwards only the person does. */
    setBy: z.enum(['app', 'person']),
    /** What the app made it with, where the person has changed it since. Unknown in states of earlier versions. */
    original: Importance.optional(),
  })
  .openapi('Channel');

export const Phone = z
  .object({
    /** `p1`, `p2` …; also the first label of its page's host name. */
    id: z.string(),
    profile: ProfileName,
    name: z.string(),
    platform: z.enum(['ios', 'android']),
    osVersion: z.string(),
    apiLevel: z.number().optional(),
    /** Android: the API level that the app is built for. */
    targetLevel: z.number().optional(),
    model: z.string(),
    shape: Shape,
    state: z.enum(['foreground', 'background', 'killed']),
    online: z.boolean(),
    /** False until the app's first start after it was installed; Android hands nothing to an app that was never opened. */
    opened: z.boolean(),
    /** Android: stopped in Settings; nothing reaches the app until the person opens it. */
    forceStopped: z.boolean(),
    /** Android: the phone lies still and sleeps; ends as soon as a person does something with it. */
    doze: z.boolean(),
    /** iOS: a Focus is on, which lets only time-sensitive and critical notifications through. */
    focus: z.boolean(),
    /** iOS: the number on the app's icon. */
    badge: z.number(),
    /** What the system tells apps. A running one reads time zone and language once, when it starts. */
    timeZone: z.string(),
    /** BCP 47. */
    language: z.string(),
    /** Milliseconds that the phone's clock is ahead of the sandbox's. */
    clockSkewMs: z.number(),
    /** The system's permission and what it would do if asked. */
    permission: z.object({
      status: z.enum(['undetermined', 'granted', 'denied', 'provisional']),
      canAskAgain: z.boolean(),
      /** How often the person said no; on Android a switch-off in Settings weighs as one. */
      denials: z.number(),
    }),
    /** Android: the app's notification channels. */
    channels: z.array(Channel),
    /** The system dialog on the screen, if any. */
    dialog: z.object({ kind: z.literal('notifications'), appName: z.string() }).nullable(),
    /** True when the app has sent the person to the system settings and they are still there. */
    settingsOpen: z.boolean(),
    installationId: z.string().nullable(),
    /** The system's push token; it exists with or without permission. */
    token: z.string(),
    /** Every token it has had, the present one last; `ending` is its last 8 characters. */
    tokens: z.array(z.object({ ending: z.string(), at: z.number(), why: TokenCause })),
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
      /** True from the moment it goes somewhere until the document is there. */
      loading: z.boolean(),
      /**
       * Whether the sandbox itself is the page, for a test without a browser (`POST /api/phones/{id}/page/open`, a
       * scenario): a browser that comes is refused.
       */
      byTest: z.boolean(),
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
/** Phones that are to be there, in this order. */
export const PhoneSetup = z
  .object({
    phones: z
      .array(
        z.object({
          profile: ProfileName,
          /** Rather this one, if it is there and of that profile. */
          id: z.string().max(64).optional(),
        }),
      )
      .min(1)
      .max(20),
  })
  .openapi('PhoneSetup');
export const LoadPage = z.object({ url: z.string().max(2048) }).openapi('LoadPage');
export const DialogAnswer = z
  .object({ answer: z.enum(['allow', 'deny', 'dismiss']) })
  .openapi('DialogAnswer');
export const Switch = z.object({ enabled: z.boolean() }).openapi('Switch');
export const Tap = z.object({ notificationId: z.string() }).openapi('Tap');
export const Dismissal = z
  .object({
    notificationId: z.string().optional().openapi({ description: 'Absent: all that are in the tray' }),
  })
  .openapi('Dismissal');
/** How the person answers a notification of an app that was authorised provisionally. */
export const QuietAnswer = z
  .object({
    notificationId: z.string(),
    answer: z.enum(['keep-prominent', 'keep-quiet', 'turn-off']),
  })
  .openapi('QuietAnswer');
export const TimeZone = z.object({ timeZone: z.string().max(100) }).openapi('TimeZone');
export const Language = z.object({ language: z.string().max(35) }).openapi('Language');
export const ClockSkew = z
  .object({
    /** At most ten years either way. */
    ms: z.int().min(-315_576_000_000).max(315_576_000_000),
  })
  .openapi('ClockSkew');
/** `17`, `18.2`; `8.1`, `12L`, `14`. */
export const SystemVersion = z.object({ version: z.string().max(20) }).openapi('SystemVersion');
export const AppUpdate = z.object({ targetLevel: z.int().min(1).max(999).optional() }).openapi('AppUpdate');
export const ChannelChange = z
  .object({ id: z.string().min(1).max(200), importance: Importance })
  .openapi('ChannelChange');
export const NewChannel = z
  .object({
    id: z.string().min(1).max(200),
    name: z.string().min(1).max(200).optional(),
    importance: Importance.default('default'),
  })
  .openapi('NewChannel');
export const Restore = z
  .object({
    /** The build lets its storage into backups, which the shell's own builds do not. */
    withStorage: z.boolean().default(false),
  })
  .openapi('Restore');

export type PhoneSetup = z.infer<typeof PhoneSetup>;
export type ProfileName = z.infer<typeof ProfileName>;
export type Shape = z.infer<typeof Shape>;
export type Profile = z.infer<typeof Profile>;
export type Importance = z.infer<typeof Importance>;
export type QuietReason = z.infer<typeof QuietReason>;
export type TokenCause = z.infer<typeof TokenCause>;
export type Channel = z.infer<typeof Channel>;
export type QuietAnswer = z.infer<typeof QuietAnswer>;
export type TrayItem = z.infer<typeof TrayItem>;
export type Phone = z.infer<typeof Phone>;
