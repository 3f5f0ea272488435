import { type AlertOptions, createAlerts, type RaiseAlert } from '../apps/alerts.ts';
import { createSuspicion } from '../apps/suspicion.ts';
import type { Timing } from '../timing.ts';
import { createDynamicsClient, type DynamicsClient } from './client.ts';
import { createGate } from './gate.ts';
import { createHolds, type Holds } from './holds.ts';
import type { StatusResult } from './results.ts';

export interface AccessOptions extends Pick<AlertOptions, 'fetch' | 'clock' | 'log'> {
  timing: Timing;
  random: () => number;
  /** Where alerts are told besides the log. */
  alertUrl?: string | undefined;
  /** Aborted when the gateway must end now. */
  signal: AbortSignal;
}

/** Dynamics as the gateway reaches it: the calls, what it must be spared, and whom to tell. */
export interface DynamicsAccess {
  client: DynamicsClient;
  holds: Holds;
  raise: RaiseAlert;
  /** Sees every verdict. */
  watch: (app: string, results: StatusResult[]) => void;
}

export function createDynamicsAccess(options: AccessOptions): DynamicsAccess {
  const { timing, alertUrl: url, ...shared } = options;
  const raise = createAlerts({ ...shared, ...timing, url });
  const holds = createHolds({ ...shared, ...timing });
  const gate = createGate({ holds, raise, log: shared.log });
  const client = createDynamicsClient({ ...shared, timeoutMs: timing.timeoutMs, gate });
  return { client, holds, raise, watch: createSuspicion(raise) };
}
