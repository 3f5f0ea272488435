import { DynamicsId } from '@journeys-push/contract/gateway-dynamics';
import * as z from 'zod';

/**
 * `Public Endpoint` of "Developer information", as people store it: with or without scheme and trailing slash
 * (facts: dynamics.md §1.7). Plain http is for a twin on this machine only.
 */
export const PublicEndpoint = z
  .string()
  .trim()
  .min(1)
  .transform((text) => (/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`).replace(/\/+$/, ''))
  .refine(isEndpoint, 'a host or an https URL without path; http only for localhost');

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, origin } = new URL(text);
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/.test(hostname);
  return origin === text.toLowerCase() && (protocol === 'https:' || (protocol === 'http:' && local));
}

/** One mobile app channel of Dynamics, from its tab "Developer information". */
const App = z.strictObject({
  /** Our name for it, in tables and logs. Keep it. */
  id: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, '1 to 100 letters, digits, dots, dashes or underscores'),
  mobileAppId: DynamicsId,
  organizationId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'the Organization ID, a GUID'),
  publicEndpoint: PublicEndpoint,
  /** Access tokens, opaque. The first that Dynamics accepts is used: list the new one first during rotation. */
  apiTokens: z.array(z.string().min(1).max(4000)).min(1),
  ios: z
    .strictObject({
      bundleId: z.string().min(1).max(255),
      /** The channel's "Application mode": Sandbox is `development`. Absent: tokens of both are taken. */
      environment: z.enum(['development', 'production']).optional(),
    })
    .optional(),
  android: z.strictObject({ packageName: z.string().min(1).max(255) }).optional(),
});

/** The mobile app channels, as a person writes them. */
export const Apps = z
  .array(App)
  .min(1)
  .superRefine((apps, context) => {
    const seen = new Set<string>();
    apps.forEach((app, index) => {
      if (!app.ios && !app.android) issue(context, [index], 'needs ios, android or both');
      for (const [field, key] of keysOf(app)) {
        if (seen.has(key)) issue(context, [index, field], `already used by another app: ${key}`);
        seen.add(key);
      }
    });
  });

/** What must be unique among apps, by its field. A bundle id may repeat with another APNs environment. */
function keysOf({ id, ios, android }: z.infer<typeof App>): [field: string, key: string][] {
  const bundle = ios && `bundle id ${ios.bundleId} (${ios.environment ?? 'any environment'})`;
  const keys = { id: `id ${id}`, ios: bundle, android: android && `package ${android.packageName}` };
  return Object.entries(keys).flatMap(([field, key]) => (key ? [[field, key]] : []));
}

function issue(context: z.RefinementCtx, path: (string | number)[], message: string): void {
  context.addIssue({ code: 'custom', path, message });
}

export type AppChannel = z.output<typeof App>;

/** Where alerts are told besides the log: a `POST` with `code`, `app`, `message` and `at`. */
export const Alerts = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }),
  })
  .optional();
