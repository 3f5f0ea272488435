import type { ClockPort, NetAnswer, NetPort, NetRequest, Unsubscribe } from '@journeys-push/shell/core';
import { createListeners } from '../listeners.ts';
import type { Lifetime } from './lifetime.ts';

export interface NetPortOptions {
  fetch: typeof fetch;
  clock: ClockPort;
  life: Lifetime;
  isOnline(): boolean;
  onRequest(request: NetRequest): void;
  onAnswer(request: NetRequest, answer: NetAnswer | Error): void;
}

/** The network of one app process, with the phone's switch for it. */
export interface PhoneNet extends NetPort {
  /** The switch was turned: requests under way fail, or the app hears that the network is back. */
  switched(online: boolean): void;
  /** The process is gone. */
  close(): void;
}

export function createNetPort(options: NetPortOptions): PhoneNet {
  const { clock, life, isOnline, onRequest, onAnswer } = options;
  const online = createListeners<[]>();
  const underWay = new Set<AbortController>();
  const abortAll = (reason: string) => {
    for (const request of underWay) request.abort(new Error(reason));
  };
  const exchange = async (request: NetRequest): Promise<NetAnswer> => {
    if (!isOnline()) throw new Error('offline');
    const controller = new AbortController();
    underWay.add(controller);
    const stop = clock.after(request.timeoutMs, () => controller.abort(new Error('timeout')));
    try {
      return await answerOf(options.fetch, request, controller.signal);
    } finally {
      stop();
      underWay.delete(controller);
    }
  };
  const send = async (request: NetRequest): Promise<NetAnswer> => {
    onRequest(request);
    try {
      const answer = await exchange(request);
      if (life.alive) onAnswer(request, answer);
      return answer;
    } catch (error) {
      const failure = reasonOf(error);
      if (life.alive) onAnswer(request, failure);
      throw failure;
    }
  };
  return {
    send: (request) => life.does(() => send(request)),
    onOnline: (listener): Unsubscribe => online.add(listener),
    switched(isNowOnline) {
      if (isNowOnline) online.tell();
      else abortAll('offline');
    },
    close() {
      online.clear();
      abortAll('the app has ended');
    },
  };
}

async function answerOf(send: typeof fetch, request: NetRequest, signal: AbortSignal): Promise<NetAnswer> {
  const { method, url, headers, body } = request;
  const answer = await send(url, { method, headers, signal, ...(body === undefined ? {} : { body }) });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

/** The cause that `fetch` hides in "fetch failed". */
function reasonOf(error: unknown): Error {
  const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
  return new Error(cause?.code ?? cause?.message ?? message);
}
