import type { Timeline } from '../timeline.ts';
import { newTraceId } from '../trace.ts';
import type { Fault } from './twin-wire.ts';

/** Puts what somebody does to the sandbox itself into its timeline, where it explains what others see. */
export function createSteering(timeline: Pick<Timeline, 'record'>) {
  const record = (kind: string, summary: string, detail: Record<string, unknown>) =>
    timeline.record({ traceId: newTraceId(), hop: 'lab', kind, summary, outcome: 'ok', detail });
  return {
    moved(ms: number): void {
      record('clock.moved', `The sandbox’s time was moved forward by ${spanOf(ms)}`, { ms });
    },
    /** The token, if it is for one only, is not told. */
    planted({ twin, id, route, effect }: Pick<Fault, 'twin' | 'id' | 'route' | 'effect'>): void {
      const detail = { twin, id, ...(route === undefined ? {} : { route }), effect: effect.kind };
      record('fault.planted', `A fault was planted in ${placeOf(twin, route)}: ${effect.kind}`, detail);
    },
    removed(count: number): void {
      if (count === 0) return;
      record('fault.removed', count === 1 ? 'A fault was removed' : `${count} faults were removed`, {
        count,
      });
    },
  };
}

const NAMES: Record<Fault['twin'], string> = { dynamics: 'Dynamics', apns: 'APNs', fcm: 'FCM' };
const placeOf = (twin: Fault['twin'], route: string | undefined) =>
  route === undefined ? NAMES[twin] : `${NAMES[twin]} (${route})`;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** `7 days`, `90 minutes`, `1 second`: the largest unit that leaves nothing over. */
function spanOf(ms: number): string {
  const found = UNITS.find(([, size]) => ms >= size && ms % size === 0);
  if (!found) return `${ms} ms`;
  const [unit, size] = found;
  const count = ms / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
