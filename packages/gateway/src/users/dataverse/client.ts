import pLimit from 'p-limit';
import type { Clock } from '../../clock.ts';
import { withDeadline } from '../../deadline.ts';
import { traceparentOf } from '../../trace.ts';
import { type Answer, type Failure, readAnswer, tokenRefused, unanswered } from './answer.ts';
import type { GetToken } from './credential.ts';
import { createPace } from './pace.ts';

/** Dataverse promises 52 calls at once to a user, and others may use the same application user. */
export const CONCURRENT = 10;

/** As long as any request may wait: whoever has not had a turn by then may come again. */
export const PATIENCE_MS = 30_000;

export interface DataverseOptions {
  /** The environment's origin. */
  url: string;
  getToken: GetToken;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** For one call, the token included. */
  timeoutMs: number;
  /** Aborted when the gateway must end now. */
  signal: AbortSignal;
}

export interface Call {
  /** Below the Web API's root, encoded. */
  path: string;
  traceId: string;
  method?: 'GET' | 'PATCH';
  body?: Record<string, unknown>;
}

/** The Web API of one environment, as one application user. */
export type Dataverse = (call: Call) => Promise<Answer>;

export function createDataverse(options: DataverseOptions): Dataverse {
  const limit = pLimit(CONCURRENT);
  const pace = createPace(options.clock);

  let last: Failure | undefined;

  /** Nothing, or what the last call came to where Dataverse is to be left alone for a moment. */
  const held = (): Answer | undefined => {
    const retryAfterMs = pace.heldFor();
    if (retryAfterMs === 0 || !last) return undefined;
    return last.kind === 'later' ? { ...last, retryAfterMs, isHeld: true } : { ...last, isHeld: true };
  };

  async function attempt(call: Call, leaving: AbortSignal): Promise<Answer> {
    const wait = held();
    if (wait) return wait;
    const answer = await within(options.timeoutMs, leaving, (signal) => exchange(options, call, signal));
    if (answer.kind === 'later' || isAboutAllCalls(answer)) {
      last = answer;
      if (answer.kind === 'later' && answer.retryAfterMs) pace.pause(answer.retryAfterMs);
      else pace.failed();
    } else pace.answered();
    return answer;
  }

  /** What `work` comes to, or that its time was up; then its signal is aborted. */
  const within = (ms: number, outer: AbortSignal, work: (signal: AbortSignal) => Promise<Answer>) =>
    withDeadline({ ms, outer, clock: options.clock }, (signal) =>
      Promise.race([work(signal), givenUp(signal)]),
    );

  return async (call) =>
    held() ??
    within(PATIENCE_MS, options.signal, (leaving) =>
      limit(async () => (leaving.aborted ? unanswered(leaving.reason) : attempt(call, leaving))),
    );
}

const givenUp = (signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(unanswered(signal.reason));
    signal.addEventListener('abort', () => resolve(unanswered(signal.reason)), { once: true });
  });

/** A refused credential or user fails every call; a wrong rule only its own. */
const isAboutAllCalls = (answer: Answer): answer is Failure =>
  answer.kind === 'refused' && /^(Entra|HTTP 401|HTTP 403)/.test(answer.cause);

async function exchange(options: DataverseOptions, call: Call, signal: AbortSignal): Promise<Answer> {
  let token: string;
  try {
    token = await options.getToken(`${options.url}/.default`, signal);
  } catch (error) {
    return signal.aborted ? unanswered(signal.reason) : tokenRefused(error);
  }
  try {
    const response = await options.fetch(`${options.url}/api/data/v9.2/${call.path}`, {
      ...requestOf(call, token),
      // The token is for this environment alone.
      redirect: 'manual',
      signal,
    });
    return await readAnswer(response, options.clock.now());
  } catch (error) {
    return unanswered(signal.aborted ? signal.reason : error);
  }
}

const requestOf = ({ method = 'GET', body, traceId }: Call, token: string): RequestInit => ({
  method,
  headers: {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    'odata-maxversion': '4.0',
    'odata-version': '4.0',
    traceparent: traceparentOf(traceId),
    // Without it, a PATCH of a row that is not there makes one.
    ...(method === 'PATCH' && { 'if-match': '*' }),
    ...(body && { 'content-type': 'application/json' }),
  },
  ...(body && { body: JSON.stringify(body) }),
});
