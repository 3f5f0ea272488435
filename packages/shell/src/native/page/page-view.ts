import { asScript } from '../../core/page/entry-point.ts';
import type { WebPort } from '../../core/ports.ts';
import { IN_PAGE } from './navigation.ts';

/** What of a WebView is used. */
export interface WebViewHandle {
  injectJavaScript(script: string): void;
  goBack(): void;
}

/** What the screen shows. */
export interface ViewState {
  /** What the WebView is told to load first. */
  uri: string;
  /** Another one means another WebView. */
  generation: number;
  /** Why there is no page: it could not be loaded, or its process ends again and again. */
  problem?: 'unreachable' | 'crashed';
}

/** The one WebView of the app: what it shows, and what can be done with it. React draws it. */
export interface PageView extends Pick<WebPort, 'run' | 'load'> {
  state(): ViewState;
  subscribe(listener: () => void): () => void;
  attach(webView: WebViewHandle | null): void;
  /** The WebView was told not to go there. Android goes all the same where the answer has come too late. */
  declined(url: string): void;
  /** The WebView says where it is. A page that was declined is left again. */
  moved(place: { url: string; canGoBack: boolean }): void;
  /** A page is there. */
  loaded(url: string): void;
  /** A page could not be loaded: this one, or the one where the WebView has said it goes. */
  failed(url?: string): void;
  /** The process that renders pages is gone. */
  crashed(): void;
  /** Loads again what could not be loaded. */
  retry(): void;
  refresh(): void;
  /** False where there is no page to go back to. */
  back(): boolean;
  /** Goes to the page of a fresh start. */
  home(): void;
  /** Where this WebView goes to have its first page; undefined once it has one. */
  awaited(): string | undefined;
}

export interface PageViewOptions {
  /** The page of a fresh start. */
  home: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

interface Stage {
  state: ViewState;
  webView: WebViewHandle | null;
  /** This WebView has shown a page, so that one can speak to it. */
  hasPage: boolean;
  url: string;
  canGoBack: boolean;
  /** Where it was told last not to go, and when. */
  declined?: { url: string; at: number };
  /** The page that it has just been told to leave. */
  leaving?: string;
  /** When its process has ended, in milliseconds since the epoch. */
  crashes: number[];
}

/** How long a page may take to be shown after it was declined. */
const DECLINED_MS = 60_000;
/** A page that ends its process this often within a minute would do so for ever. */
const CRASHES = 3;
const MINUTE_MS = 60_000;

export function createPageView({ home, now }: PageViewOptions): PageView {
  const listeners = new Set<() => void>();
  const stage: Stage = {
    state: { uri: home, generation: 0 },
    webView: null,
    hasPage: false,
    url: home,
    canGoBack: false,
    crashes: [],
  };
  const show = (state: ViewState) => {
    stage.state = state;
    for (const listener of [...listeners]) listener();
  };
  return {
    state: () => stage.state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    attach(webView) {
      stage.webView = webView;
    },
    home: () => renew(stage, show, home),
    awaited: () => (stage.hasPage ? undefined : stage.url),
    ...pageOf(stage, show),
    ...eventsOf(stage, { show, now, home }),
  };
}

type Show = (state: ViewState) => void;

/** A WebView without a past: one whose load has failed, or whose process is gone, is of no use any more. */
function renew(stage: Stage, show: Show, uri: string): void {
  stage.hasPage = false;
  stage.canGoBack = false;
  stage.leaving = undefined;
  stage.url = uri;
  show({ uri, generation: stage.state.generation + 1 });
}

const pageOf = (stage: Stage, show: Show): Pick<PageView, 'run' | 'load' | 'retry' | 'refresh' | 'back'> => ({
  async run(script) {
    stage.webView?.injectJavaScript(script);
    return stage.webView !== null;
  },
  async load(uri) {
    const { state, webView, hasPage } = stage;
    if (state.problem) return renew(stage, show, uri);
    if (webView && hasPage) return webView.injectJavaScript(goTo(uri));
    stage.url = uri;
    if (uri !== state.uri) show({ ...state, uri });
  },
  retry: () => renew(stage, show, stage.url),
  refresh() {
    if (stage.webView && stage.hasPage) stage.webView.injectJavaScript('location.reload();true;');
    else renew(stage, show, stage.url);
  },
  back() {
    if (!stage.webView || !stage.canGoBack || stage.state.problem) return false;
    stage.webView.goBack();
    return true;
  },
});

/** Whether this page is none of the app's: it was declined, or is meant for a frame. */
const isStray = ({ declined }: Stage, url: string, now: number): boolean =>
  IN_PAGE.test(url) || (url === declined?.url && now - declined.at < DECLINED_MS);

/** Back to where the person was; once, though the WebView says of each page several times where it is. */
function leave(stage: Stage, show: Show, { url, home }: { url: string; home: string }): void {
  if (stage.leaving === url) return;
  stage.leaving = url;
  if (stage.webView && stage.canGoBack) stage.webView.goBack();
  else renew(stage, show, home);
}

interface EventOptions extends PageViewOptions {
  show: Show;
}

const eventsOf = (
  stage: Stage,
  { show, now, home }: EventOptions,
): Pick<PageView, 'declined' | 'moved' | 'loaded' | 'failed' | 'crashed'> => ({
  declined(url) {
    stage.declined = { url, at: now() };
  },
  moved({ url, canGoBack }) {
    stage.canGoBack = canGoBack;
    if (isStray(stage, url, now())) return leave(stage, show, { url, home });
    stage.leaving = undefined;
    if (/^https?:/i.test(url)) stage.url = url;
  },
  loaded(url) {
    if (isStray(stage, url, now())) return;
    stage.hasPage = true;
    stage.url = url;
  },
  failed(url = stage.url) {
    if (isStray(stage, url, now())) return;
    stage.url = url;
    show({ ...stage.state, problem: 'unreachable' });
  },
  crashed() {
    stage.crashes = [...stage.crashes.filter((at) => now() - at < MINUTE_MS), now()];
    if (stage.crashes.length < CRASHES) return renew(stage, show, stage.url);
    stage.crashes = [];
    show({ ...stage.state, problem: 'crashed' });
  },
});

/**
 * Script, because a source that stays the same loads nothing (facts: shell.md §5): a tap on a notification whose page
 * is there must load it all the same.
 */
const goTo = (url: string): string =>
  `(function(u){if(location.href===u)location.reload();else location.assign(u)})(${asScript(url)});true;`;
