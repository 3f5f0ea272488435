import type { AppChannel } from './config.ts';
import { createDelivery, type DeliverOptions } from './interactions/deliver.ts';
import { createForgetting } from './interactions/forget.ts';
import { nextInteraction } from './interactions/store.ts';
import { createAskRound } from './reconcile/ask-round.ts';
import { nextAsk } from './reconcile/ask-store.ts';
import { nextDue } from './reconcile/claim-store.ts';
import type { Policy } from './reconcile/config.ts';
import { createRound, type RoundOptions } from './reconcile/round.ts';
import { createStaleWalk } from './reconcile/stale.ts';
import { createWorkers, type Workers } from './workers.ts';

export interface WorkOptions extends RoundOptions, Omit<DeliverOptions, keyof RoundOptions> {
  apps: AppChannel[];
  policy: Policy;
}

/** What a gateway does in Dynamics by itself. */
export interface Work {
  /** Makes Dynamics equal to what is wanted. */
  registrations: Pick<Workers, 'wake'>;
  /** Tells opens. */
  opens: Pick<Workers, 'wake'>;
  start(): void;
  /** Takes over other apps; access tokens that were refused are tried anew. */
  reload(apps: AppChannel[]): void;
  close(): Promise<void>;
}

export function createWork(options: WorkOptions): Work {
  const { apps, holds, log } = options;
  const heldUntil = holds.until;
  const round = createRound({ ...options, onSent: () => asks.wake() });
  const registrations = createWorkers({ ...options, heldUntil, round, nextDue });
  const asks = createWorkers({ ...options, heldUntil, round: createAskRound(options), nextDue: nextAsk });
  const opens = createWorkers({
    ...options,
    // An open carries no access token (facts: dynamics.md §6), so a refused one does not hold it up.
    heldUntil: holds.pausedUntil,
    round: createDelivery(options),
    nextDue: nextInteraction,
  });
  const all = [registrations, asks, opens];
  const forgetting = createForgetting(options);
  const stale = createStaleWalk({ ...options, wake: registrations.wake });
  return {
    registrations,
    opens,
    start() {
      for (const workers of all) workers.start();
      forgetting.start();
      stale?.start();
    },
    reload(next) {
      apps.splice(0, apps.length, ...next);
      holds.forget();
      for (const workers of all) workers.reload();
      log.info({ code: 'configuration-reloaded', apps: apps.map(({ id }) => id) }, 'The apps were read anew');
    },
    async close() {
      await Promise.all([...all.map((workers) => workers.close()), forgetting.close(), stale?.close()]);
    },
  };
}
