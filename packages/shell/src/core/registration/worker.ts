import { backoffMs } from '../gateway/backoff.ts';
import type { Failure } from '../gateway/failure.ts';
import type { Unsubscribe } from '../ports.ts';
import { verdict } from './answers.ts';
import { currentRegistration, type Desk, situationOf } from './desk.ts';
import { isOpen, isPresent, nextStep } from './next-step.ts';
import { steps } from './steps.ts';

/** Makes the gateway know what is wanted here: one step after the other, again and again until it does. */
export interface Worker {
  /**
   * Something has changed. `page`: a page waits, which goes even before the gateway's own `Retry-After`;
   * `phone`: network, permission, token or app are back, which goes at once otherwise.
   */
  kick(cause: 'page' | 'phone'): void;
}

interface Pace {
  running: boolean;
  /** Somebody kicked while it ran. */
  again: boolean;
  /** In a row. */
  failures: number;
  reads: number;
  /** The gateway has asked for quiet until then. */
  notBefore: number;
  cancel: Unsubscribe;
}

export function createWorker(desk: Desk): Worker {
  const pace: Pace = { running: false, again: false, failures: 0, reads: 0, notBefore: 0, cancel: () => {} };
  const run = async () => {
    pace.cancel();
    pace.again = pace.running;
    if (pace.running) return;
    pace.running = true;
    const delayMs = await drainAll(desk, pace);
    pace.running = false;
    if (delayMs !== undefined) pace.cancel = desk.clock.after(delayMs, kickLater);
    desk.publish();
  };
  const kickLater = () => {
    desk.flags.readDue = true;
    void run();
  };
  return {
    kick(cause) {
      if (cause === 'phone' && desk.clock.now() < pace.notBefore) return;
      pace.failures = 0;
      kickLater();
    },
  };
}

async function drainAll(desk: Desk, pace: Pace): Promise<number | undefined> {
  const { waiters, publish } = desk;
  for (;;) {
    pace.again = false;
    const failure = await drain(desk, pace);
    if (pace.again) continue;
    if (failure) return delayAfter(failure, desk, pace);
    // Nothing is left to do, so nobody waits for it.
    if (waiters.waiting()) {
      publish();
      waiters.settle(verdict(currentRegistration(desk)));
    }
    return delayAtRest(desk, pace);
  }
}

/** Takes step after step until there is nothing to do, or one comes to nothing. */
async function drain(desk: Desk, pace: Pace): Promise<Failure | undefined> {
  const { permission, tokens, gateway, flags, record } = desk;
  if (permission.current().granted && record.get().intent.kind !== 'unregister') await tokens.ready();
  for (;;) {
    // Nothing is sent that a kill could make the phone forget.
    if (!record.isDurable()) {
      await record.durable();
      continue;
    }
    const step = gateway ? nextStep(situationOf(desk)) : 'rest';
    if (!gateway || step === 'rest') break;
    const failure = await steps[step](desk, gateway);
    if (failure) return failure;
    Object.assign(pace, { failures: 0, notBefore: 0, ...(step === 'read' ? {} : { reads: 0 }) });
  }
  flags.retryRefused = false;
  return undefined;
}

function delayAfter(failure: Failure, desk: Desk, pace: Pace): number | undefined {
  if (failure.kind !== 'retry' && failure.kind !== 'unknown') return delayAtRest(desk, pace);
  const { retryAfterMs = 0 } = failure;
  pace.notBefore = desk.clock.now() + retryAfterMs;
  return Math.max(retryAfterMs, backoffMs(pace.failures++, desk.random));
}

function delayAtRest(desk: Desk, pace: Pace): number | undefined {
  const { record, permission, tokens, random, gateway, clock } = desk;
  const { intent, verifyAt } = record.get();
  const delays: number[] = [];
  if (permission.current().granted && !tokens.current() && intent.kind === 'register')
    delays.push(backoffMs(pace.failures++, random));
  if (gateway && isOpen(record.get())) delays.push(backoffMs(pace.reads++, random));
  if (gateway && verifyAt !== undefined && isPresent(situationOf(desk)))
    delays.push(Math.max(MOMENT_MS, verifyAt - clock.now()));
  return delays.length > 0 ? Math.min(...delays) : undefined;
}

/** So that a look that is blocked now does not turn into a loop. */
const MOMENT_MS = 30_000;
