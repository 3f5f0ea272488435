import { backoffMs } from '../gateway/backoff.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { Failure } from '../gateway/failure.ts';
import type { Log } from '../log.ts';
import type { ClockPort, RandomPort, Unsubscribe } from '../ports.ts';
import type { Inbox, StoredInteraction } from './inbox.ts';

/** Tells the gateway of opens until it has accepted each of them. */
export interface Interactions {
  /** There may be something to tell, or a way to tell it. */
  flush(): void;
}

export interface InteractionsOptions {
  inbox: Inbox;
  gateway: GatewayClient;
  /** Whether the gateway knows this installation. Where it does not, `need` makes it. */
  isEnrolled(): boolean;
  need(): void;
  /** The gateway refuses this installation. */
  rejected(kind: Failure['kind']): void;
  clock: ClockPort;
  random: RandomPort;
  log: Log;
}

/** The most that one request takes (contract/shell-gateway.ts). */
const BATCH = 100;

interface Pace {
  running: boolean;
  failures: number;
  /** One item spoils a batch: find it by sending less. */
  batch: number;
  cancel: Unsubscribe;
}

export function createInteractions(options: InteractionsOptions): Interactions {
  const { clock, random } = options;
  const pace: Pace = { running: false, failures: 0, batch: BATCH, cancel: () => {} };
  const flush = async () => {
    pace.cancel();
    if (pace.running) return;
    pace.running = true;
    const failure = await tellAll(options, pace);
    pace.running = false;
    if (failure) {
      const delayMs = Math.max(failure.retryAfterMs ?? 0, backoffMs(pace.failures++, random));
      pace.cancel = clock.after(delayMs, () => void flush());
    }
  };
  return { flush: () => void flush() };
}

async function tellAll(options: InteractionsOptions, pace: Pace): Promise<Failure | undefined> {
  const { inbox, gateway, isEnrolled, need } = options;
  for (;;) {
    const batch = inbox.forGateway().slice(0, pace.batch);
    const [first] = batch;
    if (!first) return undefined;
    if (!isEnrolled()) {
      need();
      return undefined;
    }
    const interactions = batch.map(({ interaction }) => interaction);
    const outcome = await gateway.tell({ interactions }, first.traceId);
    const failure = 'failure' in outcome ? readFailure(outcome.failure, batch, pace) : undefined;
    if ('failure' in outcome) options.rejected(outcome.failure.kind);
    if (failure === 'less') continue;
    if (failure && failure !== 'dropped') return failure;
    if (failure === 'dropped')
      options.log('open.refused', 'The gateway refused an open for good.', first.traceId);
    await inbox.done(interactions.map(({ eventId }) => eventId));
    Object.assign(pace, { failures: 0, batch: BATCH });
  }
}

/** A refusal of the content is final, but first the one item is found that it is for. */
function readFailure(failure: Failure, batch: StoredInteraction[], pace: Pace): Failure | 'less' | 'dropped' {
  if (failure.kind !== 'refused' && !failure.badContent) return failure;
  if (batch.length === 1) return 'dropped';
  pace.batch = 1;
  return 'less';
}
