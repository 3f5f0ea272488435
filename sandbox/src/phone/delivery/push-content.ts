import { ApnsPayload, FcmMessage } from '@journeys-push/contract/dynamics-phone';
import * as z from 'zod';

/**
 * What sort of push the phone's system sees. `alert`: APNs with visible text. `notification`: FCM with a
 * notification part. `data`: FCM with text in its data only. `silent`: nothing to show.
 */
export type PushKind = 'alert' | 'notification' | 'data' | 'silent';

/** A push, read once for the system's decisions and the tray. */
export interface PushContent {
  kind: PushKind;
  title: string;
  body: string;
  imageUrl?: string;
  /** Replaces the notification with the same key (facts: apns-fcm-phones.md §6: collapse on iOS, tag on Android). */
  replaces?: string;
  /** iOS: the number for the app's icon. */
  badge?: number;
  /** iOS: `interruption-level`. */
  level?: 'passive' | 'active' | 'time-sensitive' | 'critical';
  /** iOS: `thread-id`. */
  thread?: string;
  /** Android: the `channel_id` that the message names. */
  channelId?: string;
}

interface ReceivedPush {
  payload: unknown;
  collapseKey?: string;
  priority?: string;
}

/** What Apple's system reads and Dynamics does not send. */
const AppleSystem = z.looseObject({
  aps: z.looseObject({
    badge: z.int().min(0).optional().catch(undefined),
    'interruption-level': z
      .enum(['passive', 'active', 'time-sensitive', 'critical'])
      .optional()
      .catch(undefined),
    'thread-id': z.string().min(1).optional().catch(undefined),
  }),
});

/** Reads what APNs handed to an iPhone. Title and body come from the alert, the image from Dynamics' data. */
export function readApns({ payload, collapseKey }: ReceivedPush): PushContent {
  const read = ApnsPayload.safeParse(payload).data;
  const alert = read?.aps.alert ?? '';
  const { title, body } = typeof alert === 'string' ? { title: '', body: alert } : alert;
  return content({
    kind: 'alert',
    title,
    body,
    // The service extension, which runs only for mutable content, attaches it (facts: dynamics.md §5).
    imageUrl: read?.aps['mutable-content'] === 1 ? read.data?.imageUrl : undefined,
    replaces: collapseKey,
    ...appleSystem(payload),
  });
}

function appleSystem(payload: unknown): Pick<PushContent, 'badge' | 'level' | 'thread'> {
  const {
    badge,
    'interruption-level': level,
    'thread-id': thread,
  } = AppleSystem.safeParse(payload).data?.aps ?? {};
  return {
    ...(badge === undefined ? {} : { badge }),
    ...(level ? { level } : {}),
    ...(thread ? { thread } : {}),
  };
}

const Tagged = z.looseObject({
  android: z
    .looseObject({
      priority: z.string().optional().catch(undefined),
      notification: z
        .looseObject({ tag: z.string().optional(), channel_id: z.string().optional() })
        .optional(),
    })
    .optional(),
  notification: z.looseObject({ tag: z.string().optional() }).optional(),
  data: z.looseObject({ tag: z.string().optional() }).optional(),
});

/** Reads what FCM handed to an Android phone. Its collapse key is the network's matter; a tag replaces. */
export function readFcm({ payload }: ReceivedPush): PushContent {
  const { notification, data } = FcmMessage.safeParse(payload).data ?? {};
  const tags = Tagged.safeParse(payload).data;
  if (notification)
    return content({
      kind: 'notification',
      title: notification.title,
      body: notification.body,
      imageUrl: notification.image,
      replaces: tags?.android?.notification?.tag ?? tags?.notification?.tag,
      ...(tags?.android?.notification?.channel_id ? { channelId: tags.android.notification.channel_id } : {}),
    });
  return content({
    kind: 'data',
    title: data?.title,
    body: data?.body,
    imageUrl: data?.imageUrl,
    replaces: tags?.data?.tag,
  });
}

/**
 * Whether an FCM message wakes a phone that sleeps (facts: apns-fcm-phones.md §6.2, "Priority"). Without a priority, a
 * message with a notification part has the high one, and data the normal one (assumed; Google's reference says so).
 */
export function wakes({ payload, priority }: ReceivedPush): boolean {
  const named = Tagged.safeParse(payload).data?.android?.priority ?? priority;
  if (named !== undefined) return named.toLowerCase() === 'high';
  return FcmMessage.safeParse(payload).data?.notification !== undefined;
}

type Loose<T> = { [K in keyof T]: T[K] | null | undefined };
type Told = Loose<Pick<PushContent, 'title' | 'body' | 'imageUrl' | 'replaces'>> &
  Pick<PushContent, 'kind' | 'badge' | 'level' | 'thread' | 'channelId'>;

/** A push without title and body is silent (facts: dynamics.md §5, "Dry run"). */
function content({ kind, title, body, imageUrl, replaces, ...system }: Told): PushContent {
  return {
    kind: title || body ? kind : 'silent',
    title: title ?? '',
    body: body ?? '',
    ...(imageUrl ? { imageUrl } : {}),
    ...(replaces ? { replaces } : {}),
    ...system,
  };
}
