import { randomBytes } from 'node:crypto';
import { randomSlice } from './secrets.ts';

/** A new random W3C trace id: 32 lower-case hex digits. */
const newTraceId = (): string => randomSlice(16).toString('hex');

/** The trace id in a `traceparent` header, or a new one where the header is absent or malformed. */
export function traceIdFrom(traceparent: string | null | undefined): string {
  const found = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1];
  return found && !/^0+$/.test(found) ? found : newTraceId();
}

/** A `traceparent` header for one outgoing call of the trace. */
export const traceparentOf = (traceId: string): string =>
  `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
