import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { doOnTheWire } from '../fault-effects.ts';
import type { TimelinePort } from '../timeline.ts';
import { maskToken, newTraceId } from '../trace.ts';
import { type Refusal, refusalOfStatus, refusedByFault } from './errors.ts';
import type { createFaults } from './faults.ts';
import type { Call } from './peek.ts';
import type { FcmState } from './state.ts';

export interface DoorOptions {
  faults: ReturnType<typeof createFaults>;
  state: Pick<FcmState, 'deviceOfFid'>;
  timeline: TimelinePort;
  /** How a planted latency waits. */
  wait: (milliseconds: number) => Promise<unknown>;
}

/** What a planted fault does to a request: an answer in place of the twin's, or something worse than an answer. */
export type Struck = { refusal: Refusal } | { wire: Response };

/** Where planted faults strike, before the twin looks at a request; whatever strikes is recorded. */
export function createDoor({ faults, state, timeline, wait }: DoorOptions) {
  function record(route: string, { traceId, target }: Call, detail: { fault: string; ms?: number }): void {
    const token = maskToken(target ?? '');
    const what = route === 'token' ? 'a request for an access token' : `a message for ${token}`;
    timeline.record({
      ...{ traceId, hop: 'fcm', kind: 'request.faulted' },
      summary: `A planted fault strikes ${what}: ${detail.fault}`,
      ...(detail.fault === 'latency' ? {} : { outcome: 'failed' }),
      detail: { route, ...detail, ...(route === 'token' ? {} : { token }) },
    });
  }

  return async (
    { route, call = { traceId: newTraceId() } }: { route: 'send' | 'token'; call?: Call },
    outgoing: ServerResponse | Http2ServerResponse,
  ): Promise<Struck | undefined> => {
    const { target = '' } = call;
    const { delayMs, effect } = faults.strike({ route, token: state.deviceOfFid(target)?.token ?? target });
    if (delayMs > 0) {
      record(route, call, { fault: 'latency', ms: delayMs });
      await wait(delayMs);
    }
    if (!effect) return undefined;
    record(route, call, { fault: effect.kind });
    if (effect.kind === 'refuse') return { refusal: refusedByFault(effect) };
    if (effect.kind === 'status') return { refusal: refusalOfStatus(effect) };
    return { wire: doOnTheWire(effect, outgoing) };
  };
}
