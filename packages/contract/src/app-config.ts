import * as z from 'zod';

/**
 * The app's configuration (`journeys-push.config.json`): what a build of the shell is made of.
 * One schema for shell, config plugins, studio and sandbox.
 */

/**
 * Not `URL.canParse`: on Node 20 and 22 it says no to letters beyond ASCII once it has been called some thousand times
 * (nodejs/node#48817 mended one case of it, Node 24 all).
 */
function readUrl(value: string): URL | undefined {
  try {
    return new URL(value);
  } catch {
    return undefined;
  }
}

const Origin = z.string().refine((value) => {
  const url = readUrl(value);
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === value;
}, 'an origin: scheme, host and port, without path or trailing slash');

/** `https://shop.example@evil.example` loads evil.example; and a password has no place in an app. */
const HttpUrl = z
  .url({ protocol: /^https?$/ })
  .refine((value) => {
    const url = readUrl(value);
    return !url?.username && !url?.password;
  }, 'a URL with no user or password')
  .overwrite(withAsciiHost);

/** Phones know hosts as browsers write them: `bücher.example` is `xn--bcher-kva.example`. */
function withAsciiHost(value: string): string {
  const written = /^https?:\/\/([^/?#:]*)/i.exec(value)?.[1];
  if (!written || !/[^ -~]/.test(written)) return value;
  return value.replace(written, readUrl(value)?.hostname ?? written);
}

/** `*.example.com` matches any subdomain, not the domain itself; anything else matches exactly. */
const HostPattern = z
  .string()
  .regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'a host, or *.host, in lower case');

const Scheme = z
  .string()
  .regex(/^[a-z][a-z0-9+.-]*$/, 'a URL scheme in lower case, without the colon')
  .refine(
    (scheme) => !['javascript', 'data', 'file', 'blob', 'content', 'about'].includes(scheme),
    'never a link',
  );

/**
 * A file that a build takes in, beside or below the configuration's own folder: whoever writes a configuration must not
 * reach the files of the machine that builds it.
 */
const File = z
  .string()
  .regex(/^[^\\:]+$/, 'a path with forward slashes')
  .refine(
    (path) => !path.startsWith('/') && !path.split('/').includes('..') && !path.endsWith('/'),
    "a path from the configuration's folder, without ..",
  );

const Png = File.regex(/\.png$/i, 'a PNG file');

const Color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as #0b6a5d');

export const AppConfig = z.object({
  site: z.object({
    /** What the WebView loads first. Its host may be written in any letters; origins and patterns of hosts are ASCII. */
    url: HttpUrl,
    /** Origins whose pages may use the bridge, compared exactly. Default: the origin of `url`. */
    origins: z.array(Origin).min(1).optional(),
  }),
  identity: z.object({
    name: z.string().min(1).max(50),
    /** iOS bundle id. */
    bundleId: z.string().regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/),
    /** Android package name. */
    packageName: z.string().regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/),
    /** What people see. */
    version: z
      .string()
      .regex(/^\d+(\.\d+){0,2}$/, 'one to three numbers, such as 1.4.2: App Store Connect takes no other')
      .default('1.0.0'),
    /** Higher with each upload to a store; Google Play has this limit. */
    build: z.number().int().positive().max(2_100_000_000).default(1),
    /** The app's own URL scheme: with `shop`, `shop://…` opens it. Others can claim the same: `verifiedHosts` are safer. */
    scheme: Scheme.optional(),
    /** Apple's id of the team that signs the iOS app. Absent: chosen in Xcode. */
    appleTeamId: z
      .string()
      .regex(/^[A-Z0-9]{10}$/, 'an Apple team id: ten capital letters and digits')
      .optional(),
  }),
  /** How the app looks outside its pages. Without an icon it has Expo's placeholder, which no store accepts. */
  appearance: z
    .object({
      /** Home screen and stores: 1024 × 1024, without transparency. */
      icon: Png.optional(),
      /** Android's icon in layers, which the launcher cuts to its own shape. Absent: `icon`. */
      androidIcon: z
        .object({
          /** 1024 × 1024; what matters stays within the middle 66 %. */
          foreground: Png,
          background: Color.default('#ffffff'),
          /** White on transparent, for icons in the colours of the wallpaper (Android 13). */
          monochrome: Png.optional(),
        })
        .optional(),
      /** What is shown until the first page is. Absent: a white screen. */
      splash: z
        .object({
          /** The logo in the middle, on transparent ground. */
          image: Png.optional(),
          background: Color.default('#ffffff'),
          dark: z.object({ image: Png.optional(), background: Color }).optional(),
        })
        .optional(),
      /** Android's mark of a notification: white on transparent, 96 × 96. Absent: a grey square on many phones. */
      notificationIcon: Png.optional(),
      /** What Android tints that mark with. */
      notificationColor: Color.optional(),
    })
    .optional(),
  /** Firebase's file for the Android app (google-services.json): without it, Android gets no push token. */
  googleServicesFile: File.regex(/\.json$/, 'a JSON file').optional(),
  /**
   * What pages may ask the person for, with the sentence that iOS shows then; also where a person takes a photo for a
   * file field, which works without. Absent: pages cannot use it.
   */
  permissions: z
    .object({
      camera: z.string().min(1).optional(),
      microphone: z.string().min(1).optional(),
    })
    .optional(),
  /** `none`: nothing of push is built in and `median.msdynamics` is absent. */
  pushProvider: z.enum(['none', 'microsoft-dynamics']).default('none'),
  /** On: ask at launch if undecided and announce the installation without a user. */
  automaticRegistration: z.boolean().default(false),
  /** Absent: the customer's own backend takes the tokens from `registrationInfo`. */
  gateway: z
    .object({
      url: HttpUrl,
      /**
       * How long `registerDevice` waits for Dynamics' verdict, in milliseconds. A page gives up after 30 s, and token
       * and network need up to half of that.
       */
      waitMs: z.number().int().min(0).max(14_000).default(10_000),
    })
    .optional(),
  links: z
    .object({
      /** Hosts that open inside the app. The hosts of `site` and the verified ones always do. */
      appHosts: z.array(HostPattern).default([]),
      /** Schemes of other apps that a push or a page may open, besides `tel`, `mailto` and `sms`, which open anyway. */
      schemes: z.array(Scheme).default([]),
      /**
       * Hosts whose https links the system opens in the app, wherever they are tapped. Each must say so itself, in
       * `/.well-known/apple-app-site-association` and `/.well-known/assetlinks.json`.
       */
      verifiedHosts: z.array(HostPattern).min(1).optional(),
      /** Hosts of tracking redirects: pass only as redirects, without bridge. */
      trackedLinkHosts: z.array(HostPattern).default(['*.marketingusercontent.com', '*.mkt.dynamics.com']),
    })
    .prefault({}),
  consent: z
    .object({
      /** Whether an open is told to Dynamics always, as Microsoft's samples do, or only with tracking consent. */
      opens: z.enum(['always', 'with-consent']).default('always'),
    })
    .prefault({}),
  /** What happens to a notification that arrives while the app is in front. */
  foreground: z.enum(['show', 'hide', 'page']).default('show'),
});

/** With every default filled in. */
export type AppConfig = z.infer<typeof AppConfig>;
/** As written by a person. */
export type AppConfigInput = z.input<typeof AppConfig>;

/** The files that a build takes in, as the configuration names them, each once: pictures, and with push Firebase's. */
export function filesOf({ appearance, googleServicesFile, pushProvider }: AppConfig): string[] {
  const { icon, androidIcon, splash, notificationIcon } = appearance ?? {};
  const named = [
    ...[icon, androidIcon?.foreground, androidIcon?.monochrome],
    ...[splash?.image, splash?.dark?.image, notificationIcon],
    pushProvider === 'none' ? undefined : googleServicesFile,
  ];
  return [...new Set(named.filter((file) => file !== undefined))];
}
