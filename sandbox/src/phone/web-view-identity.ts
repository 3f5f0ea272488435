import type { Profile } from './profiles/profile.ts';
import type { StoredPhone } from './state.ts';

/** What the WebView of a phone says it is, to servers and to pages alike. */
export interface WebViewIdentity {
  /** `engine`: the version of Chromium that runs, see {@link engineOf}; on iOS it is nowhere told. */
  userAgent(engine: string): string;
  /** `navigator.platform` */
  platform: string;
  /** `navigator.vendor` */
  vendor: string;
  /** `navigator.languages` */
  languages: readonly [string, ...string[]];
  acceptLanguage: string;
  /** What client hints say; null: WebKit has none. */
  hints: ClientHints | null;
}

export interface ClientHints {
  mobile: boolean;
  model: string;
  /** `14.0.0` */
  platformVersion: string;
}

/** The shell sets no user agent of its own (packages/shell: src/native/page/web-view-props.ts). */
export function identityOf(
  { system: { osVersion, apiLevel = 0 } }: Pick<StoredPhone, 'system'>,
  profile: Profile,
  language: string,
): WebViewIdentity {
  return profile.platform === 'ios'
    ? webKit(osVersion, profile, language)
    : chromium({ osVersion, apiLevel }, profile, language);
}

/** The version that a browser's user agent tells, as far as browsers tell it. */
export const engineOf = (userAgent: string): string =>
  `${/Chrome\/(\d+)/.exec(userAgent)?.[1] ?? OF_NO_CHROMIUM}.0.0.0`;

/** Another engine asks, or a test without a browser. */
const OF_NO_CHROMIUM = 150;

/**
 * WKWebView's default, without an application's name (WebKit: UserAgentIOS.mm, WKWebViewConfiguration). Of its languages
 * it tells the first. "Recommended" content, react-native-webview's default, is a desktop's on every iPad but the mini
 * (developer.apple.com/documentation/webkit/wkwebpagepreferences/contentmode; seen: gree/unity-webview#961).
 */
function webKit(osVersion: string, { shape, model }: Profile, language: string): WebViewIdentity {
  const mini = /\bmini\b/i.test(model);
  const device = shape !== 'tablet' ? 'iPhone' : mini ? 'iPad' : 'MacIntel';
  const system = {
    iPhone: `iPhone; CPU iPhone OS ${told(osVersion)} like Mac OS X`,
    iPad: `iPad; CPU OS ${told(osVersion)} like Mac OS X`,
    MacIntel: 'Macintosh; Intel Mac OS X 10_15_7',
  }[device];
  const end = device === 'MacIntel' ? '' : ' Mobile/15E148';
  return {
    userAgent: () => `Mozilla/5.0 (${system}) AppleWebKit/605.1.15 (KHTML, like Gecko)${end}`,
    platform: device,
    vendor: 'Apple Computer, Inc.',
    languages: [language],
    acceptLanguage: weighed([language]),
    hints: null,
  };
}

/** From iOS 26 on WebKit tells the last version before it (WebKit: Quirks.cpp, `frozenVersion`). */
const told = (osVersion: string) =>
  Number.parseInt(osVersion, 10) >= 26 ? '18_7' : osVersion.replaceAll('.', '_');

/**
 * Android's Compatibility Definition, 3.4.1, has the form. Android 16 and later tell neither version nor model
 * (android-developers.googleblog.com, 2024-12: User-Agent Reduction on Android WebView), but client hints do. The
 * languages: Chromium's android_webview/browser/aw_content_browser_client.cc, `GetAcceptLangsImpl`.
 */
function chromium(
  { osVersion, apiLevel }: { osVersion: string; apiLevel: number },
  { shape, facts }: Profile,
  language: string,
): WebViewIdentity {
  const mobile = shape !== 'tablet';
  const reduced = apiLevel >= 36;
  // A header takes ASCII only.
  const model = facts.model.replaceAll(/[^ -~]|["\\]/g, '');
  const device = reduced
    ? 'Android 10; K'
    : `Android ${osVersion}; ${model} Build/${BUILDS[apiLevel] ?? 'K'}`;
  const languages: WebViewIdentity['languages'] = language === 'en-US' ? [language] : [language, 'en-US'];
  return {
    userAgent: (engine) =>
      `Mozilla/5.0 (Linux; ${device}; wv) AppleWebKit/537.36 (KHTML, like Gecko) ` +
      `Version/4.0 Chrome/${engine}${mobile ? ' Mobile' : ''} Safari/537.36`,
    // The second is Chromium's frozen word (navigator_base.cc).
    platform: reduced ? 'Linux armv81' : 'Linux aarch64',
    vendor: 'Google Inc.',
    languages,
    acceptLanguage: weighed(languages),
    hints: { mobile, model, platformVersion: [...osVersion.split('.'), '0', '0'].slice(0, 3).join('.') },
  };
}

/** A build of each API level (source.android.com/docs/setup/reference/build-numbers). */
const BUILDS: Record<number, string> = {
  ...{ 26: 'OPR6.170623.013', 27: 'OPM1.171019.011', 28: 'PPR1.180610.011', 29: 'QP1A.190711.020' },
  ...{ 30: 'RP1A.200720.009', 31: 'SP1A.210812.015', 32: 'SP2A.220305.012', 33: 'TP1A.220624.014' },
  ...{ 34: 'UP1A.231005.007', 35: 'AP3A.240905.015' },
};

/** `Accept-Language`: each with the language without its region after it. */
function weighed(languages: readonly string[]): string {
  const all = [...new Set(languages.flatMap((tag) => [tag, new Intl.Locale(tag).language]))];
  return all.map((tag, at) => (at === 0 ? tag : `${tag};q=${Math.max(1, 10 - at) / 10}`)).join(',');
}
