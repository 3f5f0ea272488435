import type { AppProcess } from '../app/app-process.ts';
import type { PushTraces } from '../delivery/push-traces.ts';
import { toSite } from '../origins.ts';
import type { Scene } from '../state.ts';
import type { WebView } from '../web-view.ts';
import { follow, type Journey } from './navigation.ts';

export interface NavigatorOptions {
  webView: WebView;
  traces: PushTraces;
  fetch: typeof fetch;
  process(): AppProcess | undefined;
}

/** Takes the WebView, or the system's browser, to a URL. URLs are the site's. */
export interface Navigator {
  /** Settles when the navigation has ended, was replaced by a later one, or died with the app. */
  go(url: string): Promise<void>;
  /** Asks again for a document that has not come, as the shell does when the network is back. */
  again(): void;
  /** Leaves the app for the system's browser, or the app that owns the scheme. */
  outside(url: string): void;
}

export function createNavigator(scene: Scene, options: NavigatorOptions): Navigator {
  const { state, record, changed } = scene;
  const { webView, traces, process } = options;
  let latest = 0;
  const send: typeof fetch = (input, init) =>
    state.online ? options.fetch(input, init) : Promise.reject(new Error('offline'));
  const note = (start: string, { end, url, hops, why }: Journey) =>
    record({
      kind: `navigation.${end}`,
      traceId: traces.find(start),
      summary: `${wording[end]} ${url}${why ? ` (${why})` : ''}`,
      outcome: end === 'app' || end === 'outside' ? 'ok' : 'failed',
      detail: { url, hops, ...(why ? { why } : {}) },
    });
  const leave = (url: string) => {
    state.browser = url;
    if (state.app === 'foreground') state.app = 'background';
    changed();
  };
  return {
    async go(start) {
      const running = process();
      if (!running) return;
      latest += 1;
      const mine = latest;
      const journey = await follow(start, { destination: running.destination, fetch: send });
      if (mine !== latest || process() !== running) return;
      note(start, journey);
      if (journey.end === 'app') webView.show(journey.url);
      if (journey.end === 'outside') leave(journey.url);
    },
    again() {
      const going = webView.asked.going();
      const url = going === undefined ? state.url : toSite(scene.build.origins, going);
      if (process() && !webView.connected() && (going !== undefined || webView.loading())) webView.show(url);
    },
    outside(url) {
      note(url, { end: 'outside', url, hops: [] });
      leave(url);
    },
  };
}

const wording = {
  app: 'The WebView goes to',
  outside: 'The app opens outside:',
  refused: 'The app refuses to open',
  lost: 'The WebView did not get to',
} as const;
