import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { AppChannel, GatewayConfig } from '../config.ts';
import type { Holds } from '../dynamics/holds.ts';
import { createErasing, type Erasing } from '../erasure/erasing.ts';
import { createExports, type Exports } from '../exports/exports.ts';
import type { Log } from '../log.ts';
import type { Timing } from '../timing.ts';
import type { Vault } from '../vault/vault.ts';

export interface ComplianceOptions {
  pool: Pool;
  vault: Vault;
  apps: AppChannel[];
  holds: Pick<Holds, 'until'>;
  policy: GatewayConfig['policy'];
  clock: Clock;
  timing: Timing;
  log: Log;
  /** Something has become due. */
  wake: () => void;
}

/** What the questions, exports and erasures of routes/ledger.ts need. */
export interface Compliance {
  exports: Exports;
  erasing: Erasing;
  /** What the reconcile loop decides by. */
  rules: LedgerRules;
  /** Nothing that needs an access token is sent for the app, by its name, before this time. */
  heldUntil(app: string): number;
  start(): void;
  close(): Promise<void>;
}

export interface LedgerRules {
  policy: GatewayConfig['policy'];
  timing: Timing;
}

export function createCompliance(options: ComplianceOptions): Compliance {
  const { apps, holds, policy, timing } = options;
  const exports = createExports(options);
  const erasing = createErasing(options);
  return {
    exports,
    erasing,
    rules: { policy, timing },
    heldUntil(id) {
      const channel = apps.find((app) => app.id === id);
      return channel ? holds.until(channel) : 0;
    },
    start: erasing.start,
    async close() {
      await Promise.all([exports.close(), erasing.close()]);
    },
  };
}
