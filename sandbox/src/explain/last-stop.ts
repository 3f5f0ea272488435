import type { Stopped } from '../control/check-wire.ts';
import type { TimelineEvent } from '../control/wire.ts';
import type { OfPhone } from './branch.ts';
import { explain } from './explain.ts';
import { WHOSE } from './text.ts';

/** Of several calls and pushes the last one that has stopped on its way: where, why, whose matter that is, what to do. */
export function lastStop(events: readonly TimelineEvent[], phone?: OfPhone): Stopped | undefined {
  for (const traceId of [...new Set(events.map((event) => event.traceId))].reverse()) {
    const mine = events.filter((event) => event.traceId === traceId);
    const { about, stop } = explain(mine, phone);
    if (!stop || about === 'other') continue;
    const { hop, code, cause, whose, remedy } = stop;
    return { traceId, hop, code, cause, whose: WHOSE[whose], remedy };
  }
  return undefined;
}
