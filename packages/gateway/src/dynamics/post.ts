import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import { traceparentOf } from '../trace.ts';
import type { Later } from './results.ts';

export interface PostOptions {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  timeoutMs: number;
  /** Aborted when the gateway must end now. */
  signal: AbortSignal;
}

export interface Call {
  url: string;
  body: unknown;
  traceId: string;
  headers?: Record<string, string>;
}

/** What came back: a 2xx with its JSON, a 400, or nothing to go by. */
export type Answer = { kind: 'ok'; json: unknown } | { kind: 'rejected' } | Later;

export type Post = (call: Call) => Promise<Answer>;

/** One `POST` to Dynamics. Redirects are not followed: the body holds the access token. */
export function createPost({ fetch, clock, timeoutMs: ms, signal: outer }: PostOptions): Post {
  const answerTo = async ({ url, body, traceId, headers }: Call, signal: AbortSignal) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        traceparent: traceparentOf(traceId),
        ...headers,
      },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal,
    });
    return read(response, clock.now());
  };
  return (call) =>
    withDeadline({ ms, clock, outer }, (signal) => answerTo(call, signal)).catch(
      (error: unknown): Answer => ({ kind: 'later', answered: false, cause: causeOf(error) }),
    );
}

/**
 * 202 (any 2xx) and 400 are documented, nothing else is (facts: dynamics.md §1). A 429 was not carried out; a server
 * error may have been; any other status speaks of the configuration or of something between us, and passes.
 */
async function read(response: Response, now: number): Promise<Answer> {
  const text = await response.text();
  if (response.ok) return { kind: 'ok', json: parsed(text) };
  if (response.status === 400) return { kind: 'rejected' };
  return {
    kind: 'later',
    answered: response.status < 500,
    afterMs: retryAfter(response.headers.get('retry-after'), now),
    cause: `HTTP ${response.status}`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds, or a date (RFC 9110 §10.2.3), at most an hour. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, 3_600_000) : undefined;
}

/** fetch hides the reason (ECONNREFUSED …) in `cause`. */
export function causeOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}
