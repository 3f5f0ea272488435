import type { Pool } from 'pg';
import type { Clock } from './clock.ts';
import { type GatewayConfig, type GatewayConfigInput, parseConfig } from './config.ts';
import { connect } from './db/connect.ts';
import type { Log } from './log.ts';
import { defaultTiming, type Timing } from './timing.ts';
import type { GetToken } from './users/dataverse/credential.ts';

export interface GatewayOptions extends GatewayConfigInput {
  /** Or `pool`. */
  databaseUrl?: string;
  /** A pool of the caller, who also ends it. */
  pool?: Pool;
  /** pino's, or alike. */
  log: Log;
  /**
   * What seals tokens at rest: `JOURNEYS_PUSH_KEYS`, see vault/keys.ts. In production it must be given; else a key that
   * everybody knows is used, with a warning.
   */
  keys?: string | undefined;
  /** In production `identity.mode` must be given. */
  production?: boolean;
  /** Taken as it is, by a test. Absent: `machineClock`, put right by the database's clock. */
  clock?: Clock | undefined;
  /** What this machine takes for the time. */
  machineClock?: Clock;
  /** How Dynamics is reached, Dataverse included. */
  fetch?: typeof globalThis.fetch;
  /** Where tokens for Dataverse come from; default: as `users.dataverse` says. */
  getDataverseToken?: GetToken;
  /** Spans of time, where the defaults do not suit. */
  timing?: Partial<Timing>;
  /** 0 ≤ x < 1, for the jitter of back-offs. */
  random?: () => number;
}

export function configOf(options: GatewayOptions): GatewayConfig {
  const {
    apps,
    users,
    identity,
    policy,
    limits,
    cors,
    alerts,
    webhooks,
    operations,
    production = false,
  } = options;
  const given = {
    apps,
    ...(users && { users }),
    ...(identity && { identity }),
    ...(policy && { policy }),
    ...(limits && { limits }),
    ...(cors && { cors }),
    ...(alerts && { alerts }),
    ...(webhooks && { webhooks }),
    ...(operations && { operations }),
  };
  return parseConfig(given, { production });
}

export function timingOf(
  options: GatewayOptions,
  { renewAfterDays, landingSeconds }: GatewayConfig['policy'],
): Timing {
  const ofPolicy = { renewAfterMs: renewAfterDays * 86_400_000, landingMs: landingSeconds * 1_000 };
  const timing = { ...defaultTiming, ...ofPolicy, ...options.timing };
  if (timing.timeoutMs < timing.leaseMs) return timing;
  throw new TypeError(
    'timing.timeoutMs must be less than timing.leaseMs: a call must end before its lease does',
  );
}

export function poolOf({ pool, databaseUrl, log }: GatewayOptions, { queryTimeoutMs }: Timing): Pool {
  if (pool) return pool;
  if (databaseUrl) return connect(databaseUrl, log, queryTimeoutMs);
  throw new TypeError('createGateway needs databaseUrl or pool');
}
