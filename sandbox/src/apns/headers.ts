import { type ApnsPushType, type ApnsReason, MAX_COLLAPSE_ID, TOPIC_SUFFIX } from './wire.ts';

/** A request's headers by lower-case name, and whether any name came twice. */
export interface RequestHeaders {
  values: Map<string, string>;
  duplicated: boolean;
}

/** What a push asks for, with Apple's defaults filled in. */
export interface PushHeaders {
  topic: string;
  bundleId: string;
  pushType: ApnsPushType;
  priority: number;
  /** Whether the sender wrote `apns-priority` itself. */
  priorityGiven: boolean;
  /** UNIX seconds; 0 = one try; absent = Apple's default. */
  expiration?: number;
  collapseId?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isUuid = (value: string): boolean => UUID.test(value);

/** Each header's rule and the reason when it is broken (facts: apns-fcm-phones.md §1.2), in the order checked. */
const RULES: { name: string; holds: (value: string) => boolean; otherwise: ApnsReason }[] = [
  { name: 'apns-id', holds: isUuid, otherwise: 'BadMessageId' },
  { name: 'apns-topic', holds: (value) => /^[\w.-]{1,255}$/.test(value), otherwise: 'BadTopic' },
  // Node hands header bytes over as Latin-1, so one character is one byte.
  { name: 'apns-collapse-id', holds: (value) => value.length <= MAX_COLLAPSE_ID, otherwise: 'BadCollapseId' },
  { name: 'apns-expiration', holds: (value) => /^\d{1,15}$/.test(value), otherwise: 'BadExpirationDate' },
  { name: 'apns-priority', holds: (value) => /^(1|5|10)$/.test(value), otherwise: 'BadPriority' },
  { name: 'apns-push-type', holds: isPushType, otherwise: 'InvalidPushType' },
];

/** Reads Node's raw list (name, value, name, value …): its header object already hides repetitions. */
export function readHeaders(raw: readonly string[]): RequestHeaders {
  const values = new Map<string, string>();
  let duplicated = false;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = String(raw[i]).toLowerCase();
    if (values.has(name)) duplicated = true;
    else values.set(name, String(raw[i + 1]));
  }
  return { values, duplicated };
}

/** The push in the headers, or the first reason to refuse it. */
export function readPush(headers: ReadonlyMap<string, string>): PushHeaders | ApnsReason {
  for (const { name, holds, otherwise } of RULES) {
    const value = headers.get(name);
    if (value !== undefined && !holds(value)) return otherwise;
  }
  const topic = headers.get('apns-topic');
  if (topic === undefined) return 'MissingTopic';
  const given = headers.get('apns-push-type') ?? '';
  const pushType = isPushType(given) ? given : 'alert';
  const suffix = TOPIC_SUFFIX[pushType];
  if (!topic.endsWith(suffix) || topic === suffix) return 'BadTopic';
  const expiration = headers.get('apns-expiration');
  const collapseId = headers.get('apns-collapse-id');
  return {
    topic,
    bundleId: suffix ? topic.slice(0, -suffix.length) : topic,
    pushType,
    priority: Number(headers.get('apns-priority') ?? 10),
    priorityGiven: headers.has('apns-priority'),
    ...(expiration === undefined ? {} : { expiration: Number(expiration) }),
    ...(collapseId ? { collapseId } : {}),
  };
}

function isPushType(value: string): value is ApnsPushType {
  return Object.hasOwn(TOPIC_SUFFIX, value);
}
