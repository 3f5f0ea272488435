import type { Duplex } from 'node:stream';
import type { Site } from './site.ts';
import { offlinePage } from './unreachable.ts';

/** A phone's network: what its page asks goes over it. */
export interface Network {
  online(): boolean;
  /** Calls back when it is gone. Answers how to stop that. */
  onLost(listener: () => void): () => void;
}

/** A phone, as far as its network is concerned. */
interface Reached {
  view(): { online: boolean };
  subscribe(listener: () => void): () => void;
}

export function networkOf(phone: Reached): Network {
  const online = () => phone.view().online;
  return { online, onLost: (listener) => phone.subscribe(() => online() || listener()) };
}

/**
 * The site as a phone reaches it. Without a network a document is one that says so, as the app has a page of its own
 * for that; everything else gets a network error.
 */
export function overNetwork(site: Site, { online, onLost }: Network): Site {
  return {
    async answer(request, path) {
      if (!isDocument(request)) return online() ? site.answer(request, path) : Response.error();
      if (!online()) return offlinePage(request.method);
      const answering = site.answer(request, path);
      let stop = () => {};
      const lost = new Promise<undefined>((resolve) => {
        stop = onLost(() => resolve(undefined));
      });
      const answer = await Promise.race([answering, lost]).finally(() => stop());
      if (answer) return answer;
      void answering.then(({ body }) => body?.cancel()).catch(() => {});
      return offlinePage(request.method);
    },
  };
}

/**
 * What a frame loads itself. What a service worker asks for in its place has the destination `empty` (seen in
 * Chromium), whether or not it passes the request on as it is: it must hear of the error, to answer from its cache.
 */
const isDocument = ({ headers }: Request): boolean =>
  headers.get('sec-fetch-mode') === 'navigate' &&
  ['document', 'iframe', 'frame'].includes(headers.get('sec-fetch-dest') ?? '');

/** One request, and the connection that it has come on. */
interface Exchange {
  request: Request;
  incoming: { socket: { destroy(): unknown } };
  outgoing: { headersSent: boolean; on(event: 'close', listener: () => void): unknown };
}

/** Ends an exchange that is under way when the network goes; a document that has not begun is answered. */
export function endWithNetwork({ online, onLost }: Network, { request, incoming, outgoing }: Exchange): void {
  // Without one, what is answered is answered as it is.
  if (!online()) return;
  const stop = onLost(() => {
    if (outgoing.headersSent || !isDocument(request)) incoming.socket.destroy();
  });
  outgoing.on('close', stop);
}

/** A socket that lives as long as the network. False: there is none. */
export function liveWithNetwork({ online, onLost }: Network, socket: Duplex): boolean {
  if (!online()) {
    socket.destroy();
    return false;
  }
  socket.on(
    'close',
    onLost(() => socket.destroy()),
  );
  return true;
}
