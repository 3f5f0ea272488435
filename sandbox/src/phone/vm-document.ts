import vm from 'node:vm';
import { createListeners } from './listeners.ts';
import { connectSocket } from './page-socket.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import { createPlace } from './vm-place.ts';
import { type SocketPair, socketPair } from './vm-socket.ts';
import { createTimers } from './vm-timers.ts';

export interface VmDocumentOptions {
  phone: SimulatedPhone;
  url: string;
  scripts: string[];
  /** The page wants another document. */
  onNavigate(url: string): void;
  /** Something in the page threw where nobody catches. */
  onError(error: unknown): void;
}

/** One document: a `node:vm` context with as much of a browser as a page of the bridge needs. */
export interface VmDocument {
  evaluate(code: string): Promise<unknown>;
  url(): string;
  close(): void;
}

export function openVmDocument(options: VmDocumentOptions): VmDocument {
  const { phone, scripts, onError } = options;
  const sockets: SocketPair[] = [];
  const place = createPlace(options);
  const timers = createTimers(onError);
  const events = createEvents();
  const document = { ...events.target, readyState: 'loading', title: '' };
  const context = vm.createContext({
    ...events.target,
    ...timers.functions,
    document,
    location: place.location(events.dispatch),
    history: place.history,
    WebSocket: function WebSocket() {
      const pair = socketPair(onError);
      sockets.push(pair);
      connectSocket(phone, pair.phone, new URL(place.url()).origin);
      return pair.page;
    },
    dispatchEvent: ({ type }: { type: string }) => events.dispatch(type),
    ...{
      console,
      crypto,
      Event,
      queueMicrotask,
      structuredClone,
      TextEncoder,
      TextDecoder,
      URL,
      URLSearchParams,
    },
    navigator: { userAgent: 'journeys-push vm page' },
  });
  const run = (code: string): unknown => vm.runInContext(code, context);
  // What a test evaluates is a script of its own, as in a console: its `const` is there for the next one.
  context.eval = run;
  run('var window = globalThis, self = globalThis, top = globalThis, parent = globalThis;');
  let close: () => void = () => {};
  const closed = new Promise<never>((_, reject) => {
    close = () => reject(new Error('The page was closed or navigated away.'));
  });
  closed.catch(() => {});
  for (const script of scripts) {
    try {
      run(script);
    } catch (error) {
      onError(error);
    }
  }
  document.readyState = 'complete';
  events.dispatch('DOMContentLoaded');
  events.dispatch('load');
  return {
    evaluate: async (code) => Promise.race([run(code), closed]),
    url: place.url,
    close() {
      timers.clear();
      for (const socket of sockets) socket.cut();
      close();
    },
  };
}

function createEvents() {
  const byName = new Map<string, ReturnType<typeof createListeners<[{ type: string }]>>>();
  return {
    target: {
      addEventListener(name: string, listener: (event: { type: string }) => void) {
        if (!byName.has(name)) byName.set(name, createListeners());
        byName.get(name)?.add(listener);
      },
      removeEventListener() {},
    },
    dispatch: (type: string) => byName.get(type)?.tell({ type }),
  };
}
