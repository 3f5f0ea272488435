import type { PushHeaders } from './headers.ts';
import { type ApnsReason, MAX_PAYLOAD, MAX_VOIP_PAYLOAD } from './wire.ts';

export type Payload = Record<string, unknown>;

/** The JSON object in a body; undefined for anything else. Apple names no reason for a malformed one. */
export function parsePayload(body: Buffer): Payload | undefined {
  try {
    return asObject(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Why a body of this size is refused (facts: apns-fcm-phones.md §1.5). */
export function refuseSize(bytes: number, { pushType }: PushHeaders): ApnsReason | undefined {
  if (bytes === 0) return 'PayloadEmpty';
  return bytes > (pushType === 'voip' ? MAX_VOIP_PAYLOAD : MAX_PAYLOAD) ? 'PayloadTooLarge' : undefined;
}

/** A silent push must not ask to be shown at once (§1.2). */
export function refuseUrgency(payload: Payload | undefined, push: PushHeaders): ApnsReason | undefined {
  const urgent = push.priorityGiven && push.priority === 10;
  return urgent && isSilent(push, payload) ? 'BadPriority' : undefined;
}

/** A push that shows nothing: of type background, or with content-available and nothing to see or hear. */
function isSilent(push: PushHeaders, payload: Payload | undefined): boolean {
  if (push.pushType === 'background') return true;
  const aps = asObject(payload?.aps);
  const seen = aps && ['alert', 'badge', 'sound'].some((key) => key in aps);
  return push.pushType === 'alert' && aps?.['content-available'] === 1 && !seen;
}

const asObject = (value: unknown): Payload | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : undefined;
