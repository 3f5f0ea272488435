import type { AnswerSeen, Exchange, MessageShown, RequestSeen } from './exchange.ts';
import { maskContent, maskHeaders, maskUrl, maskWords } from './mask.ts';

/** What is kept of one body, in characters. */
export const MAX_BODY = 16 * 1024;
/** What is kept of all of them, in bytes. */
const MAX_BYTES = 32 * 1024 * 1024;
/** About what an exchange takes beside its texts. */
const OVERHEAD = 400;

/** Told once what came of a request; a second answer is not looked at. */
export type Answered = (answer: AnswerSeen) => void;

/** Requests and answers beside the events of the timeline. They are masked whenever they are read, and never leave otherwise. */
export interface Exchanges {
  begin(request: RequestSeen): Answered;
  /** Those of one trace, in the order in which the requests came; masked. */
  of(traceId: string): Exchange[];
  /** When the oldest that is kept came; undefined: nothing was dropped yet. */
  keptSince(): number | undefined;
  /** Bytes kept, about. */
  size(): number;
}

interface Body {
  text: string;
  cutFrom?: number;
}
interface Kept {
  id: number;
  at: number;
  ms?: number;
  bytes: number;
  request: Omit<RequestSeen, 'body'>;
  sent?: Body;
  answer?: Omit<AnswerSeen, 'body'>;
  came?: Body;
}

/** Keeps the newest, up to `maxBytes` (default 32 MB). */
export function createExchanges({
  now,
  maxBytes = MAX_BYTES,
}: {
  now: () => number;
  maxBytes?: number;
}): Exchanges {
  let kept: (Kept | undefined)[] = [];
  /** Those before it were dropped: what they held is let go at once. */
  let first = 0;
  let bytes = 0;
  let lastId = 0;
  const grow = (one: Kept, by: number) => {
    one.bytes += by;
    bytes += by;
    while (bytes > maxBytes && first < kept.length - 1) {
      bytes -= kept[first]?.bytes ?? 0;
      kept[first++] = undefined;
    }
    // Not one by one: moving the rest up costs the same for one as for many.
    if (first > 1_000 && first > kept.length / 2) {
      kept = kept.slice(first);
      first = 0;
    }
  };
  return {
    begin({ body, ...request }) {
      const one: Kept = { id: ++lastId, at: now(), bytes: 0, request };
      const sent = body === undefined ? undefined : bodyOf(body);
      if (sent) one.sent = sent;
      kept.push(one);
      grow(one, OVERHEAD + request.url.length + lengthOf(request.headers) + (sent?.text.length ?? 0));
      const began = performance.now();
      return ({ body: content, ...answer }) => {
        if (one.answer) return;
        one.ms = performance.now() - began;
        one.answer = answer;
        const came = content === undefined ? undefined : bodyOf(content);
        if (came) one.came = came;
        // What was dropped meanwhile takes no room any more.
        if (one.id >= (kept[first]?.id ?? 0)) grow(one, lengthOf(answer.headers) + (came?.text.length ?? 0));
      };
    },
    of: (traceId) =>
      kept.slice(first).flatMap((one) => (one?.request.traceId === traceId ? [shown(one)] : [])),
    keptSince: () => (kept[first]?.id === 1 ? undefined : kept[first]?.at),
    size: () => bytes,
  };
}

const lengthOf = (headers: readonly string[] = []): number =>
  headers.reduce((sum, text) => sum + text.length, 0);

function bodyOf(body: string | Uint8Array): Body | undefined {
  if (body.length === 0) return undefined;
  if (body.length <= MAX_BODY)
    return { text: typeof body === 'string' ? body : Buffer.from(body).toString() };
  // Through a buffer: a mere slice would keep the whole text alive.
  const start =
    typeof body === 'string' ? Buffer.from(body.slice(0, MAX_BODY)) : Buffer.from(body.subarray(0, MAX_BODY));
  return {
    text: start.toString(),
    cutFrom: typeof body === 'string' ? Buffer.byteLength(body) : body.length,
  };
}

function shown({ id, at, ms, request, sent, answer, came }: Kept): Exchange {
  const { headers, url, ...rest } = request;
  const { failure, status } = answer ?? {};
  return {
    ...{ id, at, ...rest, url: maskUrl(url) },
    ...(ms === undefined ? {} : { ms: Math.round(ms * 10) / 10 }),
    request: messageOf(headers, sent, request),
    ...(answer && (status !== undefined || came)
      ? {
          response: {
            ...(status === undefined ? {} : { status }),
            ...messageOf(answer.headers ?? [], came, { ...request, answer: true }),
          },
        }
      : {}),
    ...(failure === undefined ? {} : { failure: maskWords(failure) }),
  };
}

function messageOf(
  headers: readonly string[],
  body: Body | undefined,
  request: Kept['request'] & { answer?: boolean },
): MessageShown {
  return {
    headers: maskHeaders(headers, request),
    ...(body ? { body: maskContent(body.text) } : {}),
    ...(body?.cutFrom === undefined ? {} : { cutFrom: body.cutFrom }),
  };
}
