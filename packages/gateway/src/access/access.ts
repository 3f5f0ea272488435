import type { Clock } from '../clock.ts';
import type { Sql } from '../db/connect.ts';
import type { Log } from '../log.ts';
import type { Limits as LimitsConfig } from './config.ts';
import { createIdempotency, type Idempotency } from './idempotency.ts';
import { createKeys, type Keys } from './keys.ts';
import { createLimits, type Limits } from './limits.ts';

/** Who may come, how often, and what comes of a request that comes twice. */
export interface Access {
  /** For requireKey. */
  keys: Keys;
  /** How often anybody may come. */
  limits: Limits;
  idempotency: Idempotency;
}

export function createAccess(
  config: LimitsConfig,
  { pool, clock, log }: { pool: Sql; clock: Clock; log: Log },
): Access {
  return {
    keys: createKeys({ pool, clock, rate: config.key }),
    limits: createLimits(config, { pool, clock, log }),
    idempotency: createIdempotency({ pool, clock, log }),
  };
}
