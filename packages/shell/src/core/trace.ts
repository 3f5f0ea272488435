import type { RandomPort } from './ports.ts';

const withoutDashes = (uuid: string): string => uuid.replace(/-/g, '').toLowerCase();
const guid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** A new random W3C trace id: 32 lower-case hex digits. */
export const newTraceId = (random: RandomPort): string => withoutDashes(random.uuid());

/** The header that carries a trace id to the next hop, with a new span id; always sampled. */
export const traceparent = (traceId: string, random: RandomPort): string =>
  `00-${traceId}-${newTraceId(random).slice(16)}-01`;

/**
 * A tracking id that Dynamics can count, or undefined: empty, null and all zero mean "not tracked"
 * (facts: dynamics.md §5, §6).
 */
export function trackingIdOf(text: string | undefined): string | undefined {
  const id = text?.trim() ?? '';
  return /^[{}0-]*$/.test(id) || id.length > 100 ? undefined : id;
}

/** The trace of a push: its tracking id where that is a GUID, so that every hop names the same one. */
export function traceIdOfPush(trackingId: string | undefined, random: RandomPort): string {
  const id = trackingIdOf(trackingId);
  return id && guid.test(id) ? withoutDashes(id) : newTraceId(random);
}
