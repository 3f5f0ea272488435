import type { AppConfig } from '@journeys-push/contract/app-config';
import { Linking, Platform } from 'react-native';
import { createDestinations } from '../core/links/destination.ts';
import { withAsciiHost } from '../core/links/url.ts';
import { createOrigins } from '../core/page/origins.ts';
import type { WebPort } from '../core/ports.ts';
import type { ShellOptions } from '../core/shell.ts';
import { cameraAnswer, pageScript } from './page/page-script.ts';
import { createPageView, type PageView } from './page/page-view.ts';
import { webViewProps } from './page/web-view-props.ts';
import { log } from './ports/log.ts';
import { createSession, type Session } from './session.ts';

/** Everything that lives as long as the app's screen. */
export interface Prepared {
  view: PageView;
  session: Session;
  /** The app came to the front. */
  resumed(): void;
  /** A link that the system hands to the app. */
  openLink(url: string): void;
  /** Constant: another handler or script would make iOS take the bridge away for a moment (facts: shell.md §5). */
  props: ReturnType<typeof webViewProps>;
}

export interface PrepareOptions extends Pick<ShellOptions, 'config' | 'build'> {
  pullToRefresh: boolean;
  /** A page is there, or something else that says why there is none. */
  onReady(): void;
}

/** What the screen is made of, without the core: that is loaded once the WebView is on its way. */
export function prepare({ config, build, pullToRefresh, onReady }: PrepareOptions): Prepared {
  const view = createPageView({ home: withAsciiHost(config.site.url), now: Date.now });
  const web: WebPort = { run: view.run, load: view.load, openOutside };
  const session = createSession({
    async open() {
      const { openShell } = await import('./open-shell.ts');
      return openShell({ config, ...(build && { build }), web });
    },
    failed,
  });
  const navigation = navigationOf(config);
  const props = webViewProps({
    script: pageScript(platform(), config),
    view,
    session,
    pullToRefresh,
    capture: Boolean(config.permissions?.camera || config.permissions?.microphone),
    navigation,
    onReady: once(onReady),
    download(url) {
      navigation.openOutside(url);
      // What was to be the first page is a file: the app stands behind it.
      if (view.awaited() !== undefined) view.home();
    },
    onCameraWanted: cameraFor(config, view),
  });
  return {
    view,
    session,
    props,
    resumed() {
      session.resumed();
      if (view.state().problem === 'unreachable') view.retry();
    },
    openLink(url) {
      if (navigation.destination(url) === 'app') void view.load(url);
    },
  };
}

const failed = (problem: unknown) => log({ code: 'internal', message: `The shell failed: ${problem}` });

/** Asks for the camera on behalf of pages that may use the bridge, and only in builds that may use the camera. */
function cameraFor({ site, permissions }: AppConfig, view: PageView): (origin: string) => void {
  const origins = createOrigins(site);
  const ask = async () => {
    const { askForCamera } = await import('./page/camera.android.ts');
    await view.run(cameraAnswer(await askForCamera().catch(() => false)));
  };
  return (origin) => {
    if (permissions?.camera && origins.allows({ origin })) ask().catch(failed);
  };
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

const platform = () => (Platform.OS === 'ios' ? 'ios' : 'android');

async function openOutside(url: string): Promise<void> {
  await Linking.openURL(url);
}

const navigationOf = (config: AppConfig) => ({
  destination: createDestinations(config),
  openOutside: (url: string) =>
    void openOutside(url).catch(() =>
      log({ code: 'link.unopened', message: 'No app on this phone opens a link that was followed.' }),
    ),
  refused: () =>
    log({ code: 'link.refused', message: 'A link that the configuration does not allow was followed.' }),
});
