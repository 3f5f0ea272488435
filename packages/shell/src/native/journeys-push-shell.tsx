import { useEffect, useState, useSyncExternalStore } from 'react';
import { KeyboardAvoidingView, Platform, StyleSheet } from 'react-native';
import { initialWindowMetrics, SafeAreaProvider, SafeAreaView } from 'react-native-safe-area-context';
import { WebView, type WebViewProps } from 'react-native-webview';
import type { ShellOptions } from '../core/shell.ts';
import type { PageView } from './page/page-view.ts';
import { prepare } from './prepare.ts';
import { useColours } from './screen/colours.ts';
import { ProblemPage } from './screen/problem-page.tsx';
import { PullToRefresh } from './screen/pull-to-refresh.tsx';
import { english, type ShellTexts } from './screen/texts.ts';
import { useBackButton } from './screen/use-back-button.ts';
import { useLinks } from './screen/use-links.ts';
import { useResumed } from './screen/use-resumed.ts';
import { useRetryOnline } from './screen/use-retry-online.ts';

export interface JourneysPushShellProps extends Pick<ShellOptions, 'config' | 'build'> {
  /** Default: yes. No for sites that scroll inside themselves and not as a page. */
  pullToRefresh?: boolean;
  /** What the app itself says, where that is not to be English. */
  texts?: Partial<ShellTexts>;
  /** The first page is there, or the reason why there is none: a splash screen can go. */
  onReady?: () => void;
}

/** The customer's site in one WebView, with the bridge in its pages. `config` and `build` are read once. */
export function JourneysPushShell({
  pullToRefresh = true,
  texts,
  onReady,
  ...options
}: JourneysPushShellProps) {
  const [{ view, session, props, resumed, openLink }] = useState(() =>
    prepare({ ...options, pullToRefresh, onReady: onReady ?? (() => {}) }),
  );
  const state = useSyncExternalStore(view.subscribe, view.state);
  const { background } = useColours();
  const said = { ...english, ...texts };
  useEffect(() => session.start(), [session]);
  useResumed(resumed);
  useBackButton(view.back);
  useLinks(openLink);
  useRetryOnline(state.problem, view.retry);
  return (
    // With what the system says of its bars at the start, nothing waits for a measurement.
    <SafeAreaProvider initialMetrics={initialWindowMetrics}>
      <SafeAreaView style={[styles.screen, { backgroundColor: background }]}>
        {state.problem ? (
          <ProblemPage problem={state.problem} texts={said} onRetry={view.retry} />
        ) : (
          <Page
            key={state.generation}
            uri={state.uri}
            view={view}
            props={props}
            pull={pullToRefresh}
            texts={said}
          />
        )}
      </SafeAreaView>
    </SafeAreaProvider>
  );
}

interface PageProps {
  uri: string;
  view: PageView;
  props: WebViewProps;
  pull: boolean;
  texts: ShellTexts;
}

interface Scrolled {
  nativeEvent: { contentOffset: { y: number } };
}

function Page({ uri, view, props, pull, texts }: PageProps) {
  const { background } = useColours();
  const [atTop, setAtTop] = useState(true);
  return (
    // Android 15 and later lay the keyboard over an app's screen. iOS moves the page by itself.
    <KeyboardAvoidingView enabled={Platform.OS === 'android'} behavior="padding" style={styles.page}>
      <PullToRefresh enabled={pull && atTop} onRefresh={view.refresh}>
        <WebView
          {...props}
          ref={view.attach}
          source={{ uri }}
          downloadingMessage={texts.downloading}
          lackPermissionToDownloadMessage={texts.downloadRefused}
          style={[styles.page, { backgroundColor: background }]}
          onScroll={(event: Scrolled) => setAtTop(event.nativeEvent.contentOffset.y <= 0)}
        />
      </PullToRefresh>
    </KeyboardAvoidingView>
  );
}

const styles = StyleSheet.create({ screen: { flex: 1 }, page: { flex: 1 } });
