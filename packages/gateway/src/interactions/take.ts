import type { InteractionsPost } from '@journeys-push/contract/shell-gateway';
import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { KnownInstallation } from '../installations/store.ts';
import type { Log } from '../log.ts';
import { keepInteractions } from './store.ts';

export interface TakeOptions {
  pool: Pool;
  clock: Clock;
  log: Log;
  /** Something has become due. */
  wake: () => void;
}

/**
 * Takes opens in, durably, each once; resolves with how many are on their way or were before.
 *
 * An open without a tracking id (test sends carry none) has nothing to be told (facts: dynamics.md §5). One of an
 * installation without a token cannot be told, since Dynamics knows the device by it (§6): it never had one, or another
 * installation has it now. That is logged.
 */
export type TakeInteractions = (
  installation: KnownInstallation,
  body: InteractionsPost,
  traceId: string,
) => Promise<number>;

export function createTakeInteractions({ pool, clock, log, wake }: TakeOptions): TakeInteractions {
  return async ({ id, app, sealedToken }, body, traceId) => {
    const tracked = body.interactions.filter(({ trackingId }) => isTracked(trackingId));
    if (tracked.length === 0) return 0;
    if (!sealedToken) {
      const line = { code: 'open.dropped', installationId: id, app, count: tracked.length, traceId };
      log.warn(line, 'Opens of an installation without a token cannot be told to Dynamics');
      return 0;
    }
    await keepInteractions(pool, {
      installationId: id,
      app,
      sealedToken,
      interactions: tracked,
      now: clock.now(),
      traceId,
    });
    wake();
    return tracked.length;
  };
}

/** Empty and all-zero ids mean "no tracking" alike (facts: dynamics.md §10.10). */
const isTracked = (trackingId: string): boolean => /[^0\s{}-]/.test(trackingId);
