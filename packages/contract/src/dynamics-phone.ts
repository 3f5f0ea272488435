import * as z from 'zod';

/**
 * What a phone receives of a Dynamics push (facts: dynamics.md §5; known only through Microsoft's sample parsers).
 * Lenient on purpose: unknown keys pass, every known one may be missing.
 */

const text = z.string().nullish();

/** The keys of Dynamics, under root key `data` on iOS and as the data map on Android. */
export const PushData = z.looseObject({
  /** Tracked redirect URL. Null or empty: open the app. */
  link: text,
  /** The URL as authored. */
  originalLink: text,
  /** Needed to report the open; `""`, null and the zero GUID all mean "not tracked". */
  trackingId: text,
  imageUrl: text,
  /** Android only. */
  title: text,
  /** Android only. */
  body: text,
});

/** APNs userInfo. */
export const ApnsPayload = z.looseObject({
  aps: z.looseObject({
    alert: z.union([z.string(), z.looseObject({ title: text, subtitle: text, body: text })]).optional(),
    'content-available': z.union([z.literal(1), z.literal(0)]).optional(),
    'mutable-content': z.union([z.literal(1), z.literal(0)]).optional(),
  }),
  data: PushData.optional(),
});

/** An FCM message as the app receives it: data, and a notification part since 2026-05 (either or both). */
export const FcmMessage = z.looseObject({
  data: PushData.optional(),
  notification: z.looseObject({ title: text, body: text, image: text }).optional(),
});

export type PushData = z.infer<typeof PushData>;
export type ApnsPayload = z.infer<typeof ApnsPayload>;
export type FcmMessage = z.infer<typeof FcmMessage>;
