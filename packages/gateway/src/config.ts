import * as z from 'zod';
import { Cors, Limits } from './access/config.ts';
import { Alerts, type AppChannel, Apps } from './apps/config.ts';
import { Webhooks } from './dynamics/config.ts';
import { Identity } from './identity/config.ts';
import { Operations } from './operations/config.ts';
import { Policy } from './reconcile/config.ts';
import { Users } from './users/config.ts';

export type { AppChannel };

/** How the gateway behaves, as a person writes it. Each part is described where it acts. */
export const GatewayConfig = z.strictObject({
  apps: Apps,
  users: Users,
  identity: Identity.prefault({ mode: 'off' }),
  policy: Policy,
  limits: Limits,
  cors: Cors,
  alerts: Alerts,
  webhooks: Webhooks,
  operations: Operations,
});

export type GatewayConfig = z.output<typeof GatewayConfig>;
/** As written by a person. */
export type GatewayConfigInput = z.input<typeof GatewayConfig>;

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
