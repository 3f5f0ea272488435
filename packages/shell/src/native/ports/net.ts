import type { NetAnswer, NetPort, NetRequest, Unsubscribe } from '../../core/ports.ts';

/** Calls back when the phone goes from no network to one. */
type WatchNetwork = (listener: () => void) => Unsubscribe;

export const createNetPort = (onOnline: WatchNetwork): NetPort => ({ send, onOnline });

async function send({ method, url, headers, body, timeoutMs }: NetRequest): Promise<NetAnswer> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const answer = await fetch(url, {
      method,
      headers,
      // The site's cookies are not the gateway's.
      credentials: 'omit',
      signal: controller.signal,
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, headers: headersOf(answer), body: await answer.text() };
  } finally {
    clearTimeout(timer);
  }
}

function headersOf(answer: Response): Record<string, string> {
  const headers: Record<string, string> = {};
  answer.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  return headers;
}
