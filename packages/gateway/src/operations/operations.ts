import type { Pool } from 'pg';
import type { AppsStatus } from '../apps/status.ts';
import type { Clock } from '../clock.ts';
import type { ClockKeeper } from '../clocks/clocks.ts';
import type { Operations as OperationsConfig } from './config.ts';
import { type CheckReadiness, createReadiness } from './health.ts';
import type { Instruments } from './instruments.ts';
import { createMetrics, type Metrics } from './metrics.ts';

export interface OperationsOptions {
  config: OperationsConfig;
  instruments: Instruments;
  pool: Pool;
  clock: Clock;
  appsStatus: AppsStatus;
  renewAfterMs: number;
  isClosing(): boolean;
  clockKeeper: Pick<ClockKeeper, 'skewMs' | 'tellableMs'>;
}

/** How the gateway is doing, for what watches over it. */
export interface Operations {
  readiness: CheckReadiness;
  metrics: Metrics;
}

export const createOperations = (options: OperationsOptions): Operations => ({
  readiness: createReadiness(options),
  metrics: createMetrics(options),
});
