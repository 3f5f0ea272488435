import type { TimelineEvent } from '../../../src/control/wire.ts';

/** The stations of a push, in the order of the path. APNs and FCM are one: a trace to both phones passes both. */
export const stations = ['page', 'shell', 'gateway', 'dynamics', 'provider', 'phone', 'tap'] as const;
export type Station = (typeof stations)[number];

const names: Record<Exclude<Station, 'provider'>, string> = {
  page: 'Page',
  shell: 'Shell',
  gateway: 'Gateway',
  dynamics: 'Dynamics',
  phone: 'Phone',
  tap: 'Tap',
};

/** What one trace did at one station. */
export interface HopState {
  station: Station;
  /** As people call it: `APNs`, `FCM` or `APNs/FCM` for the provider. */
  name: string;
  state: 'idle' | 'ok' | 'failed';
  /** Milliseconds from the station before it (in time) to this one; absent for the first and for idle ones. */
  afterMs?: number;
  /** The event that stopped the path here. */
  failure?: TimelineEvent;
}

/** The station an event belongs to; none for what a person did in the lab. */
function stationOf({ hop, kind }: TimelineEvent): Station | undefined {
  if (hop === 'lab') return undefined;
  if (hop === 'apns' || hop === 'fcm') return 'provider';
  if (hop === 'phone' && /(^|\.)tap(ped)?$/.test(kind)) return 'tap';
  return hop;
}

/** All stations of a trace with what happened there; `events` in order of arrival. */
export function hopsOf(events: readonly TimelineEvent[]): HopState[] {
  const first = firstEvents(events);
  const arrivals = [...first.values()].map((event) => event.at).sort((a, b) => a - b);
  return stations.map((station) => {
    const arrived = first.get(station);
    const name = nameOf(station, events);
    if (!arrived) return { station, name, state: 'idle' };
    const failure = failureAt(station, events);
    const before = arrivals[arrivals.indexOf(arrived.at) - 1];
    return {
      station,
      name,
      state: failure ? 'failed' : 'ok',
      ...(before === undefined ? {} : { afterMs: arrived.at - before }),
      ...(failure ? { failure } : {}),
    };
  });
}

function firstEvents(events: readonly TimelineEvent[]): Map<Station, TimelineEvent> {
  const first = new Map<Station, TimelineEvent>();
  for (const event of events) {
    const station = stationOf(event);
    if (station && !first.has(station)) first.set(station, event);
  }
  return first;
}

/**
 * A station that failed and then succeeded (a retry) has not failed. Each phone is judged by itself. Credentials are
 * checked with a push that the provider must refuse: where that has shown them to be valid, nothing has stopped.
 */
function failureAt(station: Station, events: readonly TimelineEvent[]): TimelineEvent | undefined {
  if (station === 'provider' && events.some(isProofOfCredentials)) return undefined;
  const last = new Map<string, TimelineEvent>();
  for (const event of events) {
    if (event.outcome && stationOf(event) === station) last.set(`${event.hop} ${event.phone ?? ''}`, event);
  }
  return [...last.values()].find((event) => event.outcome === 'failed');
}

const isProofOfCredentials = ({ kind, outcome }: TimelineEvent): boolean =>
  kind === 'channel.validated' && outcome === 'ok';

function nameOf(station: Station, events: readonly TimelineEvent[]): string {
  if (station !== 'provider') return names[station];
  const apns = events.some((event) => event.hop === 'apns');
  const fcm = events.some((event) => event.hop === 'fcm');
  if (apns === fcm) return 'APNs/FCM';
  return apns ? 'APNs' : 'FCM';
}
