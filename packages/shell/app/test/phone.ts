/**
 * A phone as the app's modules see it. The fakes of the Expo packages read and write it; a test acts on it and looks
 * at what was asked of it.
 */
export interface Phone {
  permission: { granted: boolean; canAskAgain: boolean; status: 'granted' | 'denied' | 'undetermined' };
  /** What the person answers when asked. */
  answer: 'allow' | 'deny';
  /** Each question that was asked, and each channel that was made, in their order. */
  asked: string[];
  token: () => Promise<string>;
  apnsEnvironment: 'development' | 'production' | null;
  files: Map<string, string>;
  safe: Map<string, string>;
  /** The tap that the system remembers. */
  lastResponse: unknown;
  drawn: { identifier: string; content: Record<string, unknown>; trigger: unknown }[];
  dismissed: string[];
  tasks: Map<string, (body: { data: unknown; error: unknown }) => Promise<void>>;
  registeredTasks: string[];
  handler: { handleNotification(notification: unknown): Promise<Record<string, boolean>> } | null;
  listeners: Record<'token' | 'response' | 'received' | 'network', Set<(event: never) => void>>;
  webViews: FakeWebView[];
  outside: string[];
  splash: 'shown' | 'hidden';
}

/** The properties that a test plays with; a WebView has many more. */
export interface FakeWebViewProps {
  source: { uri: string };
  injectedJavaScript: string;
  injectedJavaScriptBeforeContentLoaded: string;
  mediaCapturePermissionGrantType: string;
  onShouldStartLoadWithRequest(request: unknown): boolean;
  onNavigationStateChange(place: unknown): void;
  onMessage: Handler;
  onLoad: Handler;
  onError: Handler;
  onOpenWindow: Handler;
  onContentProcessDidTerminate: Handler;
  onRenderProcessGone: Handler;
  onScroll: Handler;
  /** iOS only. */
  onFileDownload?: Handler;
  /** Android's words for a download. */
  downloadingMessage: string;
  lackPermissionToDownloadMessage: string;
}
type Handler = (event: unknown) => void;

/** The WebView that the app has drawn. */
export interface FakeWebView {
  props: FakeWebViewProps;
  scripts: string[];
  wentBack: number;
  gone: boolean;
}

const fresh = (): Phone => ({
  permission: { granted: false, canAskAgain: true, status: 'undetermined' },
  answer: 'allow',
  asked: [],
  token: async () => 'token-1',
  apnsEnvironment: null,
  files: new Map(),
  safe: new Map(),
  lastResponse: null,
  drawn: [],
  dismissed: [],
  tasks: new Map(),
  registeredTasks: [],
  handler: null,
  listeners: { token: new Set(), response: new Set(), received: new Set(), network: new Set() },
  webViews: [],
  outside: [],
  splash: 'shown',
});

export const phone: Phone = fresh();

/** Another phone, as it comes from the shop. */
export function newPhone(): void {
  Object.assign(phone, fresh());
}

export function subscribe(name: keyof Phone['listeners'], listener: (event: never) => void) {
  phone.listeners[name].add(listener);
  return { remove: () => void phone.listeners[name].delete(listener) };
}

/** The system tells the app of something. */
export function emit(name: keyof Phone['listeners'], event: unknown): void {
  for (const listener of [...phone.listeners[name]]) listener(event as never);
}
