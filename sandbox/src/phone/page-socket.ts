import { type FromPage, readFromPage, type ToPage } from './page-wire.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import type { PageSession } from './web-view.ts';

/** What is used of a `WebSocket` of the package `ws`. */
export interface PageSocket {
  on(event: 'message', listener: (data: { toString(): string }) => void): unknown;
  on(event: 'close' | 'error', listener: () => void): unknown;
  send(text: string): void;
  close(code?: number): void;
}

/**
 * Connects a page's socket to its phone. `origin` is the browser's Origin header. Closed with 1008: a page of another
 * origin, which could listen to what the shell says, and one that does not name its URL first.
 */
export function connectSocket(
  phone: Pick<SimulatedPhone, 'connectPage' | 'shows' | 'subscribe' | 'view'>,
  socket: PageSocket,
  origin: string,
): void {
  // A frame over the server's limit, a reset: `close` follows.
  socket.on('error', () => {});
  if (!phone.shows(origin)) {
    socket.close(1008);
    return;
  }
  const tell = (message: ToPage) => socket.send(JSON.stringify(message));
  let session: PageSession | undefined;
  let told: boolean | undefined;
  const tellNetwork = () => {
    const { online } = phone.view();
    if (!session || online === told) return;
    told = online;
    tell({ online });
  };
  const open = (first: FromPage | undefined) => {
    // The app may have moved to another site since the socket was opened.
    if (!first || !('url' in first) || !phone.shows(origin)) return socket.close(1008);
    session = phone.connectPage({
      origin,
      url: first.url,
      run: (run) => tell({ run }),
      navigate: (navigate) => tell({ navigate }),
      evaluate: (evaluate, id) => tell({ evaluate, id }),
      // Told first, so that the page does not try to come back.
      closed() {
        tell({ closed: true });
        socket.close(1000);
      },
    });
    tellNetwork();
  };
  socket.on('message', (data) => {
    const text = data.toString();
    if (session) session.message(text);
    else open(readFromPage(text));
  });
  const stop = phone.subscribe(tellNetwork);
  socket.on('close', () => {
    stop();
    session?.close();
  });
}
