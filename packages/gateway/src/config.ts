import { DynamicsId } from '@journeys-push/contract/gateway-dynamics';
import { UserId } from '@journeys-push/contract/shell-gateway';
import * as z from 'zod';

/**
 * `Public Endpoint` of "Developer information", as people store it: with or without scheme and trailing slash
 * (facts: dynamics.md §1.7). Plain http is for a twin on this machine only.
 */
const PublicEndpoint = z
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

const Apps = z
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

/** How the gateway behaves, as a person writes it. */
export const GatewayConfig = z.strictObject({
  apps: Apps,
  users: z
    .strictObject({
      /** App user → GUID of the contact, lead or profile, for ids that are no GUID themselves. */
      table: z.record(UserId, DynamicsId).default({}),
    })
    .prefault({}),
  /** Whether a user must be proved by a signed token. Mandatory in production; this version knows `off` only. */
  identity: z
    .strictObject({
      mode: z
        .enum(['off', 'required', 'observe'])
        .refine((mode) => mode === 'off', 'this version checks no identity tokens: only "off" works'),
    })
    .optional(),
  policy: z
    .strictObject({
      /** When the person switches notifications off: keep what is registered, or clean it up. */
      permissionOff: z.enum(['keep', 'cleanup']).default('keep'),
    })
    .prefault({}),
});

export type GatewayConfig = z.output<typeof GatewayConfig>;
/** As written by a person. */
export type GatewayConfigInput = z.input<typeof GatewayConfig>;
export type AppChannel = GatewayConfig['apps'][number];

/** The configuration cannot be used. `mistakes` names every one. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly mistakes: string[];
  constructor(mistakes: string[]) {
    super(`The gateway's configuration has ${mistakes.length} mistake(s):\n- ${mistakes.join('\n- ')}`);
    this.mistakes = mistakes;
  }
}

/** Checks a configuration and fills in defaults. @throws ConfigError with all mistakes at once */
export function parseConfig(input: unknown, { production = false } = {}): GatewayConfig {
  const parsed = GatewayConfig.safeParse(input);
  const mistakes = parsed.error?.issues.map(
    ({ path, message }) => `${path.join('.') || 'configuration'}: ${message}`,
  );
  const mode = (input as { identity?: { mode?: unknown } } | undefined)?.identity?.mode;
  const silent = production && mode === undefined ? ['identity.mode: must be set in production'] : [];
  if (!parsed.success || silent.length > 0) throw new ConfigError([...(mistakes ?? []), ...silent]);
  return parsed.data;
}
