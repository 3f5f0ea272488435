import { expect, vi } from 'vitest';
import { pageScript } from '../../src/native/page/page-script.ts';
import type { SystemKind } from '../../test/fake-system.ts';
import { type App, configOf, launch } from '../../test/launch.ts';
import type { Engine, EnginePage } from './engine.ts';
import { HELD, type Pages, servePages } from './site.ts';

export interface AppInEngineOptions {
  kind: SystemKind;
  /** The page at `/`, or several by path. */
  html?: string | Pages;
  policy?: string;
  /**
   * When the app's script comes. `both`, as the app does it: before the page's content, and again after its load.
   * `late`: the first has lost the race against the page's scripts, as it may on Android, and comes before the load.
   * `load`: the first was lost altogether.
   */
  when?: 'both' | 'late' | 'load' | 'never';
  /** Run before the app's script at the start of every document. */
  before?: string[];
}

/** The shell's core on fakes, but for the page: that one is in a real engine. */
export interface AppInEngine {
  app: App;
  page: EnginePage;
  origin: string;
  /** What the page has handed to the app; messages of the core's own scripts are not in it. */
  posted(): Promise<unknown[]>;
  /** Goes there as the app does: the script again after the load, then the core is told. */
  show(path: string): Promise<void>;
  /** The app's script once more. */
  inject(): Promise<void>;
  close(): Promise<void>;
}

export async function openApp(engine: Engine, options: AppInEngineOptions): Promise<AppInEngine> {
  const { kind, html = '', policy, when = 'both', before = [] } = options;
  const waits = when === 'late' ? `<img src="${HELD}">` : '';
  const site = await servePages(typeof html === 'string' ? { '/': waits + html } : html, { policy });
  const config = configOf({ site: { url: `${site.origin}/` } });
  const script = pageScript(kind === 'ios' ? 'ios' : 'android', config);
  const fences = new Map<unknown, () => void>();
  const heard: unknown[] = [];
  let app: App | undefined;
  const page = await engine.open({
    start: [...before, ...(when === 'both' ? [script] : [])],
    onPost(message) {
      const passed = fences.get(message);
      if (passed) return passed();
      heard.push(message);
      void app?.shell.receive({ message, origin: site.origin });
    },
  });
  app = await launch({
    kind,
    config,
    ports: (ports) => ({
      ...ports,
      web: { ...ports.web, run: (text) => page.run(text).then(() => true) },
    }),
  });
  const inject = () => page.run(script);
  const running = app;
  const show = async (path: string) => {
    const loaded = page.goto(site.origin + path);
    if (when === 'late') {
      await vi.waitFor(async () => expect(await page.evaluate('document.readyState')).toBe('interactive'), {
        timeout: 30_000,
      });
      await inject();
      site.release();
    }
    await loaded;
    if (when !== 'never') await inject();
    await running.shell.pageLoaded(site.origin + path);
  };
  return {
    ...{ app, page, origin: site.origin, show, inject },
    /** What was posted before the fence has come when the fence has. */
    async posted() {
      const fence = `fence-${fences.size}`;
      const passed = new Promise<void>((resolve) => fences.set(fence, resolve));
      await page.evaluate(`window.ReactNativeWebView.postMessage(${JSON.stringify(fence)})`);
      await passed;
      return heard.filter((message) => !isReceipt(message));
    },
    async close() {
      running.kill();
      await page.close();
      await site.close();
    },
  };
}

const isReceipt = (message: unknown): boolean =>
  typeof message === 'string' && /"median:\/\/msdynamics\/\w+Answer"/.test(message);
