import { EventSource } from 'eventsource';
import type { LiveEvents, Phone, TimelineEvent } from '../../../src/control/wire.ts';

/** Who listens to the sandbox's live events. */
export interface LiveListener {
  opened(): void;
  /** The connection broke; `refused` when the sandbox does not accept the token, else it comes back by itself. */
  lost(refused: boolean): void;
  phones(phones: Phone[]): void;
  timeline(event: TimelineEvent): void;
}

/** Opens the stream of live events; the returned function closes it. */
export type OpenLive = (listener: LiveListener) => () => void;

const RETRY_MS = 2000;

/** `GET /api/events` as server-sent events. The browser's own EventSource cannot send the token. */
export function createLiveSource(token: string, url = '/api/events'): OpenLive {
  return (listener) => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      source = new EventSource(url, {
        fetch: (input, init) =>
          fetch(input, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
      });
      source.addEventListener('open', () => listener.opened());
      source.addEventListener('error', (event) => {
        const refused = event.code === 401 || event.code === 403;
        listener.lost(refused);
        // A broken connection it opens again by itself; after an HTTP error it has given up.
        if (!refused && source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
      });
      on(source, 'phones', listener.phones);
      on(source, 'timeline', listener.timeline);
    };
    connect();
    return () => {
      clearTimeout(retry);
      source?.close();
    };
  };
}

function on<K extends keyof LiveEvents>(
  source: EventSource,
  name: K,
  listener: (value: LiveEvents[K]) => void,
): void {
  source.addEventListener(name, (event) => listener(JSON.parse(event.data) as LiveEvents[K]));
}
