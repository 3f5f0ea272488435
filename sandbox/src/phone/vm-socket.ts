import type { PageSocket } from './page-socket.ts';

interface PageEnd {
  readyState: number;
  onopen: (() => void) | undefined;
  onmessage: ((event: { data: string }) => void) | undefined;
  onclose: ((event: { code: number }) => void) | undefined;
  send(text: string): void;
  close(): void;
}

export interface SocketPair {
  /** As much of a browser's `WebSocket` as the page script uses. */
  page: PageEnd;
  phone: PageSocket;
  /** The document is gone: nothing reaches the page any more. */
  cut(): void;
}

/** A WebSocket without a network: two ends in one process, each hearing the other a microtask later, in order. */
export function socketPair(onError: (error: unknown) => void): SocketPair {
  const heard: Record<string, ((data: string) => void)[]> = { message: [], close: [], error: [] };
  const tellPhone = (event: string, data = '') => {
    for (const listener of heard[event] ?? []) listener(data);
  };
  let gone = false;
  const inPage = (work: () => void) =>
    queueMicrotask(() => {
      if (gone) return;
      try {
        work();
      } catch (error) {
        onError(error);
      }
    });
  const close = (code: number) => {
    if (page.readyState === 3) return;
    page.readyState = 3;
    queueMicrotask(() => tellPhone('close'));
    inPage(() => page.onclose?.({ code }));
  };
  const page: PageEnd = {
    readyState: 0,
    onopen: undefined,
    onmessage: undefined,
    onclose: undefined,
    send: (text) => queueMicrotask(() => tellPhone('message', text)),
    close: () => close(1005),
  };
  inPage(() => {
    if (page.readyState !== 0) return;
    page.readyState = 1;
    page.onopen?.();
  });
  const phone: PageSocket = {
    on: (event: string, listener: (data: string) => void) => heard[event]?.push(listener),
    send: (data) => inPage(() => page.onmessage?.({ data })),
    close: (code = 1005) => close(code),
  };
  return {
    page,
    phone,
    cut() {
      gone = true;
      close(1001);
    },
  };
}
