import type { Arrival, Ports, SystemToken, Tap, Unsubscribe } from './ports.ts';

/** The life of one running core. */
export interface Life {
  /** The phone, until the end: afterwards nothing is shown, stored, sent or heard through these. */
  ports: Ports;
  /** Settles with the work, or at the end: whoever waits for a killed process goes on. */
  until(work: Promise<void>): Promise<void>;
  close(): void;
}

/** A closed core is a killed process: what was still under way may not leave a mark. */
export function createLife(ports: Ports): Life {
  const span = createSpan();
  const ended = new Promise<void>((resolve) => span.hold(() => resolve));
  return {
    ports: { ...ports, ...livePhone(ports, span), ...liveWorld(ports, span), ...liveWitnesses(ports, span) },
    until: (work) => Promise.race([work, ended]),
    close: span.end,
  };
}

interface Span {
  /** Does the work; after the end it stays open for ever, and is collected with those who wait for it. */
  does<T>(work: () => Promise<T>): Promise<T>;
  /** Runs something that has no answer, unless it is over. */
  runs(work: () => void): void;
  isOver(): boolean;
  /** Begins something that is to be ended at the end. */
  hold(begin: () => Unsubscribe): Unsubscribe;
  end(): void;
}

function createSpan(): Span {
  const ends = new Set<Unsubscribe>();
  let over = false;
  return {
    does: (work) => (over ? new Promise(() => {}) : work()),
    runs: (work) => void (over || work()),
    isOver: () => over,
    hold(begin) {
      if (over) return () => {};
      const stop = begin();
      const end = () => {
        if (ends.delete(end)) stop();
      };
      ends.add(end);
      return end;
    },
    end() {
      over = true;
      for (const end of [...ends]) end();
    },
  };
}

const livePhone = (
  { push, store }: Ports,
  { does, runs, hold, isOver }: Span,
): Pick<Ports, 'push' | 'store'> => ({
  push: {
    permission: () => does(() => push.permission()),
    requestPermission: () => does(() => push.requestPermission()),
    token: () => does(() => push.token()),
    launchTap: () => does(() => push.launchTap()),
    openSettings: () => does(() => push.openSettings()),
    onToken: (listener) => hold(() => push.onToken((token: SystemToken) => runs(() => listener(token)))),
    onTap: (listener) => hold(() => push.onTap((tap: Tap) => runs(() => listener(tap)))),
    onArrival: (listener) =>
      hold(() => push.onArrival(async (arrival: Arrival) => (isOver() ? 'hide' : listener(arrival)))),
  },
  store: {
    get: (key) => does(() => store.get(key)),
    set: (key, value) => does(() => store.set(key, value)),
    remove: (key) => does(() => store.remove(key)),
  },
});

const liveWorld = (
  { web, net, clock }: Ports,
  { does, runs, hold }: Span,
): Pick<Ports, 'web' | 'net' | 'clock'> => ({
  web: {
    pageOrigin: (origin) => web.pageOrigin?.(origin) ?? origin,
    run: (script) => does(() => web.run(script)),
    load: (url) => does(() => web.load(url)),
    openOutside: (url) => does(() => web.openOutside(url)),
  },
  net: {
    send: (request) => does(() => net.send(request)),
    onOnline: (listener) => hold(() => net.onOnline(() => runs(listener))),
  },
  clock: {
    now: () => clock.now(),
    after: (ms, callback) => {
      const cancel = hold(() =>
        clock.after(ms, () => {
          cancel();
          runs(callback);
        }),
      );
      return cancel;
    },
  },
});

const liveWitnesses = ({ log, observe }: Ports, { runs }: Span): Pick<Ports, 'log' | 'observe'> => ({
  log: (line) => runs(() => log?.(line)),
  observe: (observation) => runs(() => observe?.(observation)),
});
