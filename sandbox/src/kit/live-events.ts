import { EventSource } from 'eventsource';
import type { Live } from './waiting.ts';

export interface LiveEventsOptions {
  /** The sandbox's control URL. */
  url: string;
  token: string;
  fetch: typeof fetch;
}

/** More than any `seq`: nothing of the past is told again. */
const FROM_NOW_ON = String(Number.MAX_SAFE_INTEGER);

/**
 * The sandbox's server-sent events, as no more than "something has changed". One connection for all who wait, open only
 * while somebody does: it must keep no process alive. The sandbox sends its phones whenever one connects, so that
 * nothing is missed that happened before.
 */
export function createLiveEvents({ url, token, fetch: send }: LiveEventsOptions): Live & { close(): void } {
  const listeners = new Set<() => void>();
  let source: EventSource | undefined;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const open = () => {
    source = new EventSource(`${url}/api/events`, {
      fetch: (input, init) =>
        send(input, {
          ...init,
          headers: { ...init.headers, authorization: `Bearer ${token}`, 'last-event-id': FROM_NOW_ON },
        }),
    });
    for (const event of ['phones', 'timeline', 'error']) source.addEventListener(event, tell);
  };
  const close = () => {
    source?.close();
    source = undefined;
  };
  return {
    subscribe(changed) {
      listeners.add(changed);
      if (!source) open();
      return () => {
        listeners.delete(changed);
        if (listeners.size === 0) close();
      };
    },
    close() {
      listeners.clear();
      close();
    },
  };
}
