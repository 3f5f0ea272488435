import { Component } from 'react';
import { openVmDocument, type VmDocument } from './vm-document.ts';
import { world } from './world.ts';

interface NativeEvent<T> {
  nativeEvent: T;
}

/** What of react-native-webview's properties a page's life depends on. */
export interface WebViewProps {
  source: { uri: string };
  injectedJavaScriptBeforeContentLoaded?: string;
  injectedJavaScript?: string;
  onMessage?(event: NativeEvent<{ data: string; url: string }>): void;
  onShouldStartLoadWithRequest?(request: { url: string; isTopFrame: boolean }): boolean;
  onNavigationStateChange?(place: { url: string; canGoBack: boolean; loading: boolean }): void;
  onLoadStart?(event: NativeEvent<{ url: string }>): void;
  onLoad?(event: NativeEvent<{ url: string }>): void;
  onLoadEnd?(event: NativeEvent<{ url: string }>): void;
}

/** What pages of the site run themselves, in every document after the app's script. */
let siteScripts: string[] = [];
/** The WebView on the screen. */
let shown: WebView | undefined;

export function serveSite(scripts: string[]): void {
  siteScripts = scripts;
}

export const shownPage = (): VmDocument | undefined => shown?.document;

/** react-native-webview with a `node:vm` context for a page. */
export class WebView extends Component<WebViewProps> {
  document: VmDocument | undefined;
  #history: string[] = [];

  override componentDidMount(): void {
    shown = this;
    this.#open(this.props.source.uri);
  }

  /** The same source again is no navigation. */
  override componentDidUpdate(before: WebViewProps): void {
    if (before.source.uri !== this.props.source.uri) this.#open(this.props.source.uri);
  }

  override componentWillUnmount(): void {
    this.document?.close();
    this.document = undefined;
    if (shown === this) shown = undefined;
  }

  injectJavaScript(script: string): void {
    // Later, as from another process.
    const { document } = this;
    setTimeout(() => document?.run(script));
  }

  goBack(): void {
    this.#history.pop();
    const url = this.#history.pop();
    if (url) this.#open(url);
  }

  reload(): void {
    if (this.document) this.#open(this.document.url());
  }

  override render(): null {
    return null;
  }

  #open(url: string): void {
    if (this.props.onShouldStartLoadWithRequest?.({ url, isTopFrame: true }) === false) return;
    this.document?.close();
    this.props.onLoadStart?.({ nativeEvent: { url } });
    const document: VmDocument = openVmDocument({
      url,
      onNavigate: (to) => setTimeout(() => this.document === document && this.#open(to)),
      // Android tells the origin of the frame, iOS its URL (facts: shell.md §5).
      onPost: (data) => {
        const sender = world().platform === 'ios' ? document.url() : new URL(document.url()).origin;
        setTimeout(() => this.props.onMessage?.({ nativeEvent: { data, url: sender } }));
      },
    });
    this.document = document;
    this.#history.push(url);
    document.run(this.props.injectedJavaScriptBeforeContentLoaded ?? '');
    for (const script of siteScripts) document.run(script);
    // The load ends later, as in another process.
    setTimeout(() => this.document === document && this.#loaded(document));
  }

  #loaded(document: VmDocument): void {
    const { onNavigationStateChange, onLoad, onLoadEnd, injectedJavaScript } = this.props;
    const url = document.url();
    document.run(injectedJavaScript ?? '');
    onNavigationStateChange?.({ url, canGoBack: this.#history.length > 1, loading: false });
    onLoad?.({ nativeEvent: { url } });
    onLoadEnd?.({ nativeEvent: { url } });
  }
}
