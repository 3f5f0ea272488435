import { Platform } from 'react-native';
import type { WebViewProps } from 'react-native-webview';
import type { Session } from '../session.ts';
import { mayStart, type NavigationOptions, senderOf } from './navigation.ts';
import { CAMERA_WANTED } from './page-script.ts';
import type { PageView } from './page-view.ts';

export interface WebViewPropsOptions {
  script: string;
  view: PageView;
  session: Session;
  navigation: NavigationOptions;
  pullToRefresh: boolean;
  /** Pages may ask for the camera or the microphone. */
  capture: boolean;
  onReady(): void;
  /** iOS: what this URL has is a file to keep, and no page to show. */
  download(url: string): void;
  /** A page of this origin has a file field that wants the camera. */
  onCameraWanted(origin: string): void;
}

/** The WebView's properties that never change. */
export function webViewProps(options: WebViewPropsOptions): WebViewProps {
  const { script, pullToRefresh, capture } = options;
  return {
    // Twice, because on Android the first may come after the page's own scripts (facts: shell.md §5).
    injectedJavaScriptBeforeContentLoaded: script,
    injectedJavaScript: script,
    // Its patterns compare beginnings, and what does not match is opened outside unasked: we decide instead.
    originWhitelist: ['*'],
    pullToRefreshEnabled: pullToRefresh,
    allowsBackForwardNavigationGestures: true,
    allowsInlineMediaPlayback: true,
    allowsFullscreenVideo: true,
    // What iOS shows for a file field would do for a page as well.
    mediaCapturePermissionGrantType: capture ? 'prompt' : 'deny',
    webviewDebuggingEnabled: __DEV__,
    ...pageEvents(options),
    ...navigationEvents(options),
  };
}

const pageEvents = ({ view, session, onCameraWanted, ...options }: WebViewPropsOptions): WebViewProps => ({
  ...loadEvents({ view, session, ...options }),
  onMessage({ nativeEvent: { data, url } }) {
    if (data === CAMERA_WANTED) onCameraWanted(senderOf(url));
    else session.receive({ message: data, origin: senderOf(url) });
  },
  onContentProcessDidTerminate: () => view.crashed(),
  onRenderProcessGone: () => view.crashed(),
});

function loadEvents({
  view,
  session,
  navigation,
  onReady,
}: Pick<WebViewPropsOptions, 'view' | 'session' | 'navigation' | 'onReady'>): WebViewProps {
  const loaded = (url: string) => {
    onReady();
    view.loaded(url);
    session.loaded(url);
    // Tracking links may pass on and nothing else: a page of theirs is left again.
    if (navigation.destination(url) === 'redirect' && !view.back()) view.home();
  };
  let doubtful: ReturnType<typeof setTimeout> | undefined;
  return {
    onLoad({ nativeEvent: { url } }) {
      if (Platform.OS !== 'android') return loaded(url);
      // There it is said of a page that could not be loaded, too; that it could not follows in the same breath.
      doubtful = setTimeout(() => loaded(url), 0);
    },
    onError(event) {
      clearTimeout(doubtful);
      // The app draws its own page.
      event.preventDefault();
      onReady();
      // That of iOS names the page before it, if there was one.
      view.failed(Platform.OS === 'ios' ? undefined : event.nativeEvent.url);
    },
  };
}

const navigationEvents = ({ view, navigation, download }: WebViewPropsOptions): WebViewProps => ({
  onShouldStartLoadWithRequest(request) {
    const may = mayStart(request, navigation);
    if (may || request.isTopFrame === false) return may;
    view.declined(request.url);
    const awaited = view.awaited();
    // A tracking link was the first to be loaded, and does not lead to a page of the app: nothing would be there.
    if (awaited !== undefined && navigation.destination(awaited) === 'redirect') view.home();
    return false;
  },
  onNavigationStateChange: ({ url, canGoBack }) => view.moved({ url, canGoBack }),
  // Android hands downloads to its own manager.
  ...(Platform.OS === 'ios' && { onFileDownload: ({ nativeEvent }) => download(nativeEvent.downloadUrl) }),
  // There is one window: what asks for another one is shown in it, or outside.
  onOpenWindow({ nativeEvent: { targetUrl } }) {
    if (mayStart({ url: targetUrl, isTopFrame: true }, navigation)) void view.load(targetUrl);
  },
});
