import type { IncomingMessage } from '@journeys-push/shell/core';
import type { PageOutcome } from '../control/page-outcome.ts';
import { type Asked, createAsked } from './navigation/asked.ts';
import { toPhone, toSite } from './origins.ts';
import { createEvaluations, type Evaluations } from './page-evaluation.ts';
import { type FromPage, MAX_PAGE_MESSAGE, readFromPage } from './page-wire.ts';
import type { Scene } from './state.ts';

/** A page's bridge, as it reaches the phone. URLs and the origin are the browser's. */
export interface PageConnection {
  origin: string;
  url: string;
  run(script: string): void;
  navigate(url: string): void;
  /** Runs code of a test; what comes of it is a message under this id. */
  evaluate(code: string, id: string): void;
  /** Another page took over, or the app ended. */
  closed(): void;
}

/** The phone's end of a connected page. */
export interface PageSession {
  /** One message of page-wire.ts. */
  message(text: string): void;
  close(): void;
}

/** What the WebView tells the app process; URLs and origins are the site's. */
export interface PageListener {
  receive(incoming: IncomingMessage): void;
  loaded(url: string): void;
  /** The page is to go to a URL that is none of the site's. */
  leave(url: string): void;
}

/** The WebView of the app. Its document is rendered elsewhere, by whoever connects as its page. */
export interface WebView {
  /** Builds it anew, for a new process. */
  build(url: string, listener: PageListener): void;
  /** Navigates: the connected page, or the next one to connect. */
  show(url: string): void;
  connect(connection: PageConnection): PageSession;
  connected(): boolean;
  /** True from the moment it goes somewhere until the document is there. */
  loading(): boolean;
  asked: Asked;
  /** What was asked for does not come: the page stays where it is. */
  stays(): void;
  /** False where no page could take the script. */
  run(script: string): boolean;
  /** Runs code of a test in the connected page. */
  evaluate(code: string): Promise<PageOutcome>;
  /** Its process is gone. */
  drop(): void;
}

export function createWebView(scene: Scene): WebView {
  const { state, changed } = scene;
  let page: PageConnection | undefined;
  let listener: PageListener | undefined;
  // Shown while no page could be told: one that is still loading may come from where the WebView was before.
  let awaited: string | undefined;
  let loading = false;
  const asked = createAsked();
  const evaluations = createEvaluations();
  const arriveAt = (url: string, { complete }: { complete: boolean }) => {
    state.url = toSite(scene.build.origins, asked.arrive(url));
    loading = !complete;
    changed();
  };
  return {
    build(url, processListener) {
      listener = processListener;
      awaited = undefined;
      loading = true;
      state.url = asked.arrive(url);
      state.generation += 1;
    },
    show(url) {
      state.url = url;
      loading = true;
      awaited = page ? undefined : url;
      if (page) page.navigate(toPhone(scene.build.origins, url));
      else state.generation += 1;
      changed();
    },
    connect(connection) {
      const previous = page;
      if (!listener) return refuse(connection);
      page = connection;
      evaluations.drop();
      previous?.closed();
      // Sent on once only: the server may lead elsewhere. Until it goes, where it is does not count.
      const goal = awaited === undefined ? connection.url : toPhone(scene.build.origins, awaited);
      awaited = undefined;
      if (goal !== connection.url) connection.navigate(goal);
      else arriveAt(connection.url, { complete: false });
      const hear = hearing(scene, listener, {
        ...{ arriveAt, asked, evaluations, goal, from: connection.url },
        origin: toSite(scene.build.origins, connection.origin),
      });
      return {
        message: (text) => page === connection && hear(text),
        close() {
          if (page !== connection) return;
          page = undefined;
          evaluations.drop();
          changed();
        },
      };
    },
    connected: () => page !== undefined,
    loading: () => loading,
    asked,
    stays: () => arriveAt(asked.here() ?? state.url, { complete: true }),
    evaluate: async (code) => (page ? evaluations.start(code, page.evaluate) : { kind: 'absent' }),
    run(script) {
      page?.run(script);
      return page !== undefined;
    },
    drop() {
      const last = page;
      page = undefined;
      listener = undefined;
      loading = false;
      evaluations.drop();
      last?.closed();
    },
  };
}

/** No app runs: there is no WebView to be the page of. */
function refuse(connection: PageConnection): PageSession {
  connection.closed();
  return { message: () => {}, close: () => {} };
}

interface Hearing {
  arriveAt(url: string, how: { complete: boolean }): void;
  /** Where the page was first, and where it is sent on to; the same where it may stay. */
  from: string;
  goal: string;
  asked: Asked;
  evaluations: Evaluations;
  /** The site's. */
  origin: string;
}

/** Reads the page's messages and passes them on. */
function hearing(
  { state, record }: Scene,
  listener: PageListener,
  { arriveAt, asked, evaluations, from, goal, origin }: Hearing,
) {
  // A document that was complete stays so when it changes its own URL; another one connects anew.
  let complete = false;
  const leaving = (url: string) => goal !== from && url === from;
  const refused = (code: string, bytes: number) =>
    record({
      kind: 'page.refused',
      hop: 'page',
      outcome: 'failed',
      summary: `A message of the page was refused: ${code}.`,
      detail: { code, bytes },
    });
  const pass = (message: FromPage) => {
    if ('oversize' in message) refused('body-too-large', message.oversize);
    if ('message' in message) listener.receive({ message: message.message, origin, mainFrame: true });
    if ('going' in message) asked.go(message.going);
    if ('leave' in message) listener.leave(message.leave);
    if ('evaluated' in message) evaluations.settle(message);
    if ('url' in message && !leaving(message.url)) arriveAt(message.url, { complete });
    if ('loaded' in message && !leaving(message.loaded)) {
      complete = true;
      arriveAt(message.loaded, { complete });
      const { url } = state;
      record({ kind: 'page.loaded', hop: 'page', summary: `The page is there: ${url}`, detail: { url } });
      listener.loaded(url);
    }
  };
  return (text: string): void => {
    const bytes = Buffer.byteLength(text);
    const message = bytes > MAX_PAGE_MESSAGE ? { oversize: bytes } : readFromPage(text);
    if (message) pass(message);
    else refused('malformed-message', bytes);
  };
}
