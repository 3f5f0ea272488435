import { type ApnsPushType, type ApnsReason, MAX_COLLAPSE_ID, TOPIC_SUFFIX } from './wire.ts';

/** A request's headers by lower-case name, and whether any name came twice. */
export interface RequestHeaders {
  values: HeaderValues;
  duplicated: boolean;
}

/** As Node hands them over. */
export type HeaderValues = Readonly<Record<string, string | string[] | undefined>>;

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

interface TypeRule {
  type: ApnsPushType;
  suffix: string;
}

const ALERT: TypeRule = { type: 'alert', suffix: TOPIC_SUFFIX.alert };
const TYPES: ReadonlyMap<string, TypeRule> = new Map(
  (Object.keys(TOPIC_SUFFIX) as ApnsPushType[]).map((type) => [type, { type, suffix: TOPIC_SUFFIX[type] }]),
);

/** Each header's rule and the reason when it is broken (facts: apns-fcm-phones.md §1.2), in the order checked. */
const RULES: { name: string; holds: (value: string) => boolean; otherwise: ApnsReason }[] = [
  { name: 'apns-id', holds: isUuid, otherwise: 'BadMessageId' },
  { name: 'apns-topic', holds: (value) => /^[\w.-]{1,255}$/.test(value), otherwise: 'BadTopic' },
  // Node hands header bytes over as Latin-1, so one character is one byte.
  { name: 'apns-collapse-id', holds: (value) => value.length <= MAX_COLLAPSE_ID, otherwise: 'BadCollapseId' },
  { name: 'apns-expiration', holds: (value) => /^\d{1,15}$/.test(value), otherwise: 'BadExpirationDate' },
  { name: 'apns-priority', holds: (value) => /^(1|5|10)$/.test(value), otherwise: 'BadPriority' },
  { name: 'apns-push-type', holds: (value) => TYPES.has(value), otherwise: 'InvalidPushType' },
];

/** Node's object hides repetitions, its raw list (name, value, name, value …) does not. */
export const readHeaders = (values: HeaderValues, raw: readonly string[]): RequestHeaders => ({
  values,
  duplicated: raw.length / 2 !== Object.keys(values).length,
});

/** The value of a header that came at most once. */
export function headerOf(values: HeaderValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'object' ? value[0] : value;
}

/** The push in the headers, or the first reason to refuse it. `ownTopic`: of a sender that need not name one. */
export function readPush(values: HeaderValues, ownTopic?: string): PushHeaders | ApnsReason {
  for (const { name, holds, otherwise } of RULES) {
    const value = headerOf(values, name);
    if (value !== undefined && !holds(value)) return otherwise;
  }
  const topic = headerOf(values, 'apns-topic') ?? ownTopic;
  if (topic === undefined) return 'MissingTopic';
  // The table's own text, not the request's: the timeline keeps one instead of thousands.
  const { type: pushType, suffix } = TYPES.get(headerOf(values, 'apns-push-type') ?? 'alert') ?? ALERT;
  if (!topic.endsWith(suffix) || topic === suffix) return 'BadTopic';
  const priority = headerOf(values, 'apns-priority');
  const push: PushHeaders = {
    topic,
    bundleId: suffix ? topic.slice(0, -suffix.length) : topic,
    pushType,
    priority: Number(priority ?? 10),
    priorityGiven: priority !== undefined,
  };
  const expiration = headerOf(values, 'apns-expiration');
  const collapseId = headerOf(values, 'apns-collapse-id');
  if (expiration !== undefined) push.expiration = Number(expiration);
  if (collapseId) push.collapseId = collapseId;
  return push;
}
