import * as z from 'zod';

/**
 * The app's configuration (`journeys-push.config.json`): what a build of the shell is made of.
 * One schema for shell, config plugins, studio and sandbox.
 */

const Origin = z.string().refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === value;
}, 'an origin: scheme, host and port, without path or trailing slash');

/** `https://shop.example@evil.example` loads evil.example; and a password has no place in an app. */
const HttpUrl = z.url({ protocol: /^https?$/ }).refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return !url?.username && !url?.password;
}, 'a URL with no user or password');

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

export const AppConfig = z.object({
  site: z.object({
    /** What the WebView loads first. */
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
    version: z.string().default('1.0.0'),
    build: z.number().int().positive().default(1),
  }),
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
      /** Hosts that open inside the app. The hosts of `site` always do. */
      appHosts: z.array(HostPattern).default([]),
      /** Custom schemes that a push may open. */
      schemes: z.array(Scheme).default([]),
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
