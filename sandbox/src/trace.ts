import { randomBytes } from 'node:crypto';

/** A new random W3C trace id: 32 lower-case hex digits. */
export const newTraceId = (): string => randomBytes(16).toString('hex');

/** The trace id in a `traceparent` header, or a new one where the header is absent or malformed. */
export function traceIdFrom(traceparent: string | null | undefined): string {
  const found = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? '')?.[1];
  return found && !/^0+$/.test(found) ? found : newTraceId();
}

const traces = new WeakMap<Request, string>();

/** The trace of an HTTP request: the same one however often it is asked for. */
export function traceIdOf(request: Request): string {
  const traceId = traces.get(request) ?? traceIdFrom(request.headers.get('traceparent'));
  traces.set(request, traceId);
  return traceId;
}

/** A GUID's digits as a trace id. The Dynamics twin's tracking ids name their trace this way. */
export const traceIdOfGuid = (guid: string): string => guid.replaceAll('-', '').toLowerCase();

/** The last 8 characters: enough to recognise a token, too few to use it. */
export const maskToken = (token: string): string => (token.length > 8 ? `…${token.slice(-8)}` : '…');
