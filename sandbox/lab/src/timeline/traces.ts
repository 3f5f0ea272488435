import type { TimelineEvent } from '../../../src/control/wire.ts';

/** Everything that carries one trace id: a page call, a push to one person, or something done in the lab. */
export interface Trace {
  id: string;
  /** By `seq`; never empty. */
  events: readonly TimelineEvent[];
  /** Ids of the phones it touched. */
  phones: readonly string[];
  /** Lower-case text that a search looks at. */
  text: string;
}

/** The lab's copy of the timeline, grouped by trace. */
export interface Traces {
  /** Newest first, by first event. */
  list(): readonly Trace[];
  /** Number of events kept. */
  size(): number;
  /** True when one of them was new. Repeated events (a replay after a reconnect) are ignored. */
  add(events: readonly TimelineEvent[]): boolean;
}

/** Keeps about the newest `capacity` events (default 20,000), whole traces at a time. */
export function createTraces(capacity = 20_000): Traces {
  const traces = new Map<string, Trace>();
  const known = new Map<number, TimelineEvent>();
  let newestFirst: readonly Trace[] | undefined = [];

  const dropOldest = () => {
    for (const [id, trace] of traces) {
      if (known.size <= capacity || traces.size === 1) return;
      traces.delete(id);
      for (const event of trace.events) known.delete(event.seq);
    }
  };
  const addOne = (event: TimelineEvent): boolean => {
    const same = known.get(event.seq);
    if (same && same.at === event.at && same.traceId === event.traceId) return false;
    if (same) {
      // The numbers start again: another run of the sandbox, whose past this is not.
      traces.clear();
      known.clear();
    }
    known.set(event.seq, event);
    traces.set(event.traceId, withEvent(traces.get(event.traceId), event));
    return true;
  };

  return {
    list() {
      newestFirst ??= [...traces.values()].sort((a, b) => firstSeq(b) - firstSeq(a));
      return newestFirst;
    },
    size: () => known.size,
    add(events) {
      let changed = false;
      for (const event of events) changed = addOne(event) || changed;
      dropOldest();
      if (changed) newestFirst = undefined;
      return changed;
    },
  };
}

const firstSeq = (trace: Trace): number => trace.events[0]?.seq ?? 0;

function withEvent(trace: Trace | undefined, event: TimelineEvent): Trace {
  const text = `${event.traceId} ${event.hop} ${event.kind} ${event.summary} ${JSON.stringify(event.detail ?? '')}`;
  if (!trace) {
    const phones = event.phone ? [event.phone] : [];
    return { id: event.traceId, events: [event], phones, text: text.toLowerCase() };
  }
  return {
    id: trace.id,
    events: inOrder(trace.events, event),
    phones:
      event.phone && !trace.phones.includes(event.phone) ? [...trace.phones, event.phone] : trace.phones,
    text: `${trace.text} ${text.toLowerCase()}`,
  };
}

function inOrder(events: readonly TimelineEvent[], event: TimelineEvent): readonly TimelineEvent[] {
  const after = events.findIndex((other) => other.seq > event.seq);
  return after === -1 ? [...events, event] : [...events.slice(0, after), event, ...events.slice(after)];
}
