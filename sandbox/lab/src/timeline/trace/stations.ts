import { hopNames } from '../../../../src/control/hop-names.ts';
import type { TimelineEvent } from '../../../../src/control/wire.ts';
import type { Stop } from '../../../../src/explain/explanation.ts';
import type { Way } from './verdict.ts';

type Hop = TimelineEvent['hop'];

/** What one trace did at one station of its path. */
export interface Station {
  id: Hop | 'tap' | 'provider';
  name: string;
  /** `waiting`: kept here for later. `open`: the last one so far. `idle`: not reached. */
  state: 'ok' | 'failed' | 'waiting' | 'open' | 'idle';
  /** Milliseconds from the station before; absent for the first and for those not reached. */
  afterMs?: number;
  /** The station's own last words. */
  said?: string;
  /** Set where the path ends here. */
  stop?: Stop;
}

/** Where a push is to come, whether it did or not. */
const PUSH_PATH = ['dynamics', 'provider', 'phone', 'tap'] as const;

/** The stations of one way, in the order of the path, as the explanation judges them. */
export function stationsOf({ events, explanation }: Way): Station[] {
  const reached = explanation.hops.flatMap(({ hop }) => (hop === 'phone' ? [hop, 'tap' as const] : [hop]));
  const stations = withoutEchoes(reached.flatMap((id) => stationAt(id, { events, explanation }) ?? []));
  const timed = stations.map((station, index) => withTime(station, { events, before: stations[index - 1] }));
  return explanation.about === 'push' ? [...timed, ...unreached(timed)].sort(byPath) : timed;
}

function stationAt(id: Hop | 'tap', { events, explanation }: Way): Station | undefined {
  if (id === 'tap') {
    const tap = events.find(isTap);
    return tap && { id, name: 'Tap', state: 'ok', said: tap.summary };
  }
  const { stop, state, hops } = explanation;
  const hop = hops.find((one) => one.hop === id);
  if (!hop) return undefined;
  const base = { id, name: hopNames[id], said: hop.said };
  if (stop?.hop === id) return { ...base, state: state === 'waiting' ? 'waiting' : 'failed', stop };
  if (hop.outcome === 'failed') return { ...base, state: 'failed' };
  const isLast = hops.at(-1) === hop && state === 'open';
  return { ...base, state: isLast ? 'open' : 'ok' };
}

/** A station before the stop has passed it on, though it was told of the failure afterwards. */
function withoutEchoes(stations: Station[]): Station[] {
  const end = stations.findIndex(({ stop }) => stop);
  return stations.map((station, index) =>
    index < end && station.state === 'failed' ? { ...station, state: 'ok' } : station,
  );
}

const isTap = ({ hop, kind }: TimelineEvent): boolean => hop === 'phone' && kind === 'push.tapped';

function withTime(
  station: Station,
  { events, before }: { events: readonly TimelineEvent[]; before: Station | undefined },
): Station {
  const from = before && arrival(before.id, events);
  const at = arrival(station.id, events);
  return from === undefined || at === undefined || at < from ? station : { ...station, afterMs: at - from };
}

const arrival = (id: Station['id'], events: readonly TimelineEvent[]): number | undefined =>
  events.find((event) => (id === 'tap' ? isTap(event) : event.hop === id && !isTap(event)))?.at;

const pathIdOf = (id: Station['id']) => (id === 'apns' || id === 'fcm' ? 'provider' : id);

function unreached(stations: readonly Station[]): Station[] {
  const there = new Set<Station['id']>(stations.map(({ id }) => pathIdOf(id)));
  return PUSH_PATH.filter((id) => !there.has(id)).map((id) => ({
    id,
    name: unreachedNames[id],
    state: 'idle',
  }));
}

const unreachedNames = { dynamics: 'Dynamics', provider: 'APNs or FCM', phone: 'Phone', tap: 'Tap' };

/** Those on the way of a push keep their order; what else it passed (the shell's report of an open) comes after. */
function byPath(a: Station, b: Station): number {
  return placeOn(a.id) - placeOn(b.id);
}

function placeOn(id: Station['id']): number {
  if (id === 'lab') return -1;
  const place = (PUSH_PATH as readonly string[]).indexOf(pathIdOf(id));
  return place === -1 ? PUSH_PATH.length : place;
}
