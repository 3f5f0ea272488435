import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { doOnTheWire } from '../fault-effects.ts';
import type { FaultTarget } from '../fault-rules.ts';
import { type Refusal, refusalOfStatus, refusedByFault } from './errors.ts';
import type { createFaults } from './faults.ts';

export interface DoorOptions {
  faults: ReturnType<typeof createFaults>;
  /** How a planted latency waits. */
  wait: (milliseconds: number) => Promise<unknown>;
}

/** What a planted fault does to a request: an answer in place of the twin's, or something worse than an answer. */
export type Struck = { refusal: Refusal } | { kind: string; wire: Response };

/** Where planted faults strike, before the twin looks at a request. */
export function createDoor({ faults, wait }: DoorOptions) {
  return async (
    target: FaultTarget,
    outgoing: ServerResponse | Http2ServerResponse,
  ): Promise<Struck | undefined> => {
    const { delayMs, effect } = faults.strike(target);
    if (delayMs > 0) await wait(delayMs);
    if (!effect) return undefined;
    if (effect.kind === 'refuse') return { refusal: refusedByFault(effect) };
    if (effect.kind === 'status') return { refusal: refusalOfStatus(effect) };
    return { kind: effect.kind, wire: doOnTheWire(effect, outgoing) };
  };
}
