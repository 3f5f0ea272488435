/** What a rendered push message says to one person. */
export interface PushContent {
  title: string;
  subtitle?: string;
  body: string;
  imageUrl?: string;
  /** The redirect that records a click, or the original; null: open the app. */
  link: string | null;
  /** As authored; null where the message has none. */
  originalLink: string | null;
  /** Empty in a test send (facts: dynamics.md §5). */
  trackingId: string;
}

/** What goes to APNs. */
export interface ApnsPush {
  pushType: 'alert' | 'background';
  priority: 10 | 5;
  aps: {
    alert?: { title: string; subtitle?: string; body: string };
    'mutable-content'?: 1;
    'content-available'?: 1;
  };
  /** The dictionary at the payload's root. */
  data?: Record<'link' | 'originalLink' | 'trackingId' | 'imageUrl', string | null>;
}

/** What goes to FCM. */
export interface FcmPush {
  priority: 'high' | 'normal';
  data: Record<string, string>;
  notification?: { title: string; body: string; imageUrl?: string };
}

/**
 * Facts: dynamics.md §5. The custom dictionary is documented; the alert and `mutable-content` follow from what the
 * sample's extension does. Absent values: `link` null, others empty (assumed).
 */
export function apnsPush(content: PushContent): ApnsPush {
  const { title, subtitle, body, imageUrl, link, originalLink, trackingId } = content;
  return {
    pushType: 'alert',
    priority: 10,
    aps: {
      alert: { title, ...(subtitle ? { subtitle } : {}), body },
      ...(imageUrl ? { 'mutable-content': 1 as const } : {}),
    },
    data: { link, originalLink: originalLink ?? '', trackingId, imageUrl: imageUrl ?? '' },
  };
}

/** Facts: dynamics.md §5 and §10 #9. A data map holds strings only; no subtitle key is documented. */
export function fcmPush(content: PushContent, format: 'data' | 'notification-and-data'): FcmPush {
  const { title, body, imageUrl, link, originalLink, trackingId } = content;
  return {
    priority: 'high',
    data: {
      ...{ title, body, imageUrl: imageUrl ?? '' },
      ...{ link: link ?? '', originalLink: originalLink ?? '', trackingId },
    },
    ...(format === 'data' ? {} : { notification: { title, body, ...(imageUrl ? { imageUrl } : {}) } }),
  };
}

/** The dry run of a registration is documented as an "invisible test notification"; these payloads are assumed. */
export const invisibleApnsPush = (): ApnsPush => ({
  pushType: 'background',
  priority: 5,
  aps: { 'content-available': 1 },
});
export const invisibleFcmPush = (): FcmPush => ({ priority: 'normal', data: { trackingId: '' } });
