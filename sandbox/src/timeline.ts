/**
 * The sandbox's ordered record of everything that happened, keyed by W3C trace id.
 *
 * One trace is one page call or one push to one person, followed over every hop. A hop that cannot carry a
 * `traceparent` on its real wire (APNs, FCM, a phone) finds its trace by a name it does carry: whoever knows
 * both says `link(name, traceId)`, whoever only knows the name asks `traceOf(name)`.
 */

import type { RequestSeen } from './exchange/exchange.ts';
import { type Answered, createExchanges, type Exchanges } from './exchange/exchanges.ts';

/** Where an event happened. */
export type Hop = 'page' | 'shell' | 'gateway' | 'dynamics' | 'apns' | 'fcm' | 'phone' | 'lab';

/** What a hop reports. `detail` must be JSON and hold no secret: tokens cut to their last 8 characters. */
export interface TimelineEntry {
  /** 32 lower-case hex digits (W3C trace-context `trace-id`). */
  traceId: string;
  hop: Hop;
  /** A stable dotted name, e.g. `registration.accepted`, `push.shown`. */
  kind: string;
  /** One English sentence for a person. */
  summary: string;
  /** Set where the hop belongs to one phone. */
  phone?: string;
  /** `failed` marks the hop where a path stopped. */
  outcome?: 'ok' | 'failed';
  detail?: Record<string, unknown>;
}

/** An entry as recorded. */
export interface TimelineEvent extends TimelineEntry {
  /** 1, 2, 3 … in order of arrival. */
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface TimelineQuery {
  traceId?: string;
  phone?: string;
  /** Only events with a higher `seq`. */
  after?: number;
  /** Only events with a lower `seq`. */
  before?: number;
  limit?: number;
}

/** What a twin or a phone needs of the timeline. */
export interface TimelinePort {
  record(entry: TimelineEntry): TimelineEvent;
  /** A request has come, or a message of a page; call what is returned with the answer. Kept beside the events. */
  exchange(request: RequestSeen): Answered;
  link(name: string, traceId: string): void;
  traceOf(name: string): string | undefined;
}

export interface Timeline extends TimelinePort {
  list(query?: TimelineQuery): TimelineEvent[];
  exchanges: Pick<Exchanges, 'of' | 'keptSince'>;
  subscribe(listener: (event: TimelineEvent) => void): () => void;
}

const MAX_LINKS = 5_000;

/** A timeline that keeps the newest `capacity` events (default 100,000; about 65 MB). */
export function createTimeline(options: { now?: () => number; capacity?: number } = {}): Timeline {
  const { now = Date.now, capacity = 100_000 } = options;
  const events: TimelineEvent[] = [];
  const links = new Map<string, string>();
  const listeners = new Set<(event: TimelineEvent) => void>();
  let seq = 0;
  const exchanges = createExchanges({ now });
  return {
    exchange: exchanges.begin,
    exchanges,
    record(entry) {
      // Not a spread with properties after it: V8 makes such an object three times as slowly.
      const event = Object.assign({}, entry, { seq: ++seq, at: now() });
      events.push(event);
      if (events.length > capacity * 1.1) events.splice(0, events.length - capacity);
      for (const listener of listeners) listener(event);
      return event;
    },
    link(name, traceId) {
      links.delete(name);
      links.set(name, traceId);
      if (links.size > MAX_LINKS) links.delete(links.keys().next().value as string);
    },
    traceOf: (name) => links.get(name),
    list(query = {}) {
      const { traceId, phone, after = 0, before = Number.POSITIVE_INFINITY, limit = capacity } = query;
      // They are numbered without a gap: the range is found by counting.
      const first = events[0]?.seq ?? 1;
      const range = events.slice(Math.max(0, after + 1 - first), Math.max(0, before - first));
      return traceId || phone
        ? range.filter((event) => matches(event, query)).slice(-limit)
        : range.slice(-limit);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function matches(event: TimelineEvent, { traceId, phone }: TimelineQuery): boolean {
  return (!traceId || event.traceId === traceId) && (!phone || event.phone === phone);
}
