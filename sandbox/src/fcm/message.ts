import { fcmError, malformed, type Refusal } from './errors.ts';
import { isObject, readShape } from './shape.ts';
import { FORBIDDEN_DATA_KEY, MAX_PAYLOAD, MAX_TOPIC_PAYLOAD, MAX_TTL, SEND_REQUEST, TOPIC } from './wire.ts';

type Fields = Record<string, unknown>;
const TARGETS = ['token', 'fid', 'topic', 'condition'] as const;

/** A message whose form is right. Known fields are in snake case. */
export interface Message {
  target: { kind: (typeof TARGETS)[number]; value: string };
  /** What the app gets: `android.data` in place of `data` where both are given. */
  data: Record<string, string>;
  notification?: Fields;
  android?: Fields;
  /** Seconds; 0 = now or never. */
  ttl: number;
  collapseKey?: string;
  packageName?: string;
  validateOnly: boolean;
  /** As it was sent. */
  raw: Fields;
}

/** Reads the body of a send, or says what is wrong with it (facts: apns-fcm-phones.md §2.2 to §2.4). */
export function readMessage(body: unknown): Message | Refusal {
  const { fields, violations } = readShape(body, SEND_REQUEST);
  if (violations.length > 0) return malformed(violations);
  const given = objectIn(fields, 'message');
  if (!given) return fcmError('INVALID_ARGUMENT', 'Message must be set.', 'message');
  const raw = (isObject(body) && objectIn(body, 'message')) || {};
  const message = toMessage(given, { raw, validateOnly: fields.validate_only === true });
  return message ? (refuse(message) ?? message) : ONE_TARGET;
}

function toMessage(
  given: Fields,
  { raw, validateOnly }: Pick<Message, 'raw' | 'validateOnly'>,
): Message | undefined {
  const [kind, ...more] = TARGETS.filter((name) => given[name] !== undefined);
  if (!kind || more.length > 0) return undefined;
  const android = objectIn(given, 'android');
  const notification = objectIn(given, 'notification');
  const data = { ...(objectIn(android, 'data') ?? objectIn(given, 'data')) } as Record<string, string>;
  const message: Message = {
    target: { kind, value: String(given[kind]) },
    data,
    ttl: android?.ttl === undefined ? MAX_TTL : Math.trunc(Number.parseFloat(String(android.ttl))),
    validateOnly,
    raw,
  };
  if (notification) message.notification = notification;
  if (android) message.android = android;
  if (android?.collapse_key) message.collapseKey = String(android.collapse_key);
  // Allowed, and overwritten (§2.2); with what is assumed.
  if (message.collapseKey !== undefined && 'collapse_key' in data) data.collapse_key = message.collapseKey;
  else delete data.collapse_key;
  if (android?.restricted_package_name) message.packageName = String(android.restricted_package_name);
  return message;
}

function refuse({ data, android, notification, target, ttl, raw }: Message): Refusal | undefined {
  // What Android's data takes the place of goes to other platforms.
  const common = objectIn(raw, 'data') ?? {};
  const badKey = [data, common].flatMap(Object.keys).find((key) => FORBIDDEN_DATA_KEY.test(key));
  if (badKey !== undefined) {
    return fcmError('INVALID_ARGUMENT', `Invalid data payload key: ${badKey.slice(0, 200)}`, 'message.data');
  }
  if (ttl < 0 || ttl > MAX_TTL || String(android?.ttl ?? '').startsWith('-')) {
    return fcmError('INVALID_ARGUMENT', `Invalid ttl: it must be 0 to ${MAX_TTL}s`, 'message.android.ttl');
  }
  if (target.kind === 'topic' && !TOPIC.test(target.value)) {
    return fcmError('INVALID_ARGUMENT', 'Invalid topic name', 'message.topic');
  }
  const limit = target.kind === 'topic' || target.kind === 'condition' ? MAX_TOPIC_PAYLOAD : MAX_PAYLOAD;
  const shown = { ...notification, ...objectIn(android, 'notification') };
  if (Math.max(bytesOf(data), bytesOf(common)) + bytesOf(shown) > limit) {
    return fcmError('INVALID_ARGUMENT', `Message is too big: at most ${limit} bytes`, 'message');
  }
  return undefined;
}

/** Keys plus values, in UTF-8; a value that is no text counts as its JSON. */
function bytesOf(fields: Fields): number {
  const texts = Object.entries(fields).map(
    ([key, value]) => key + (typeof value === 'string' ? value : JSON.stringify(value)),
  );
  return Buffer.byteLength(texts.join(''));
}

const ONE_TARGET = fcmError(
  'INVALID_ARGUMENT',
  `Exactly one of ${TARGETS.join(', ')} must be set`,
  'message',
);

function objectIn(fields: Fields | undefined, name: string): Fields | undefined {
  const value = fields?.[name];
  return isObject(value) ? value : undefined;
}
