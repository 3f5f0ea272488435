import type { TimelineEvent } from '../../../../src/control/wire.ts';
import type { OfPhone } from '../../../../src/explain/branch.ts';
import { grown, type Trace } from './trace.ts';

export type { Trace } from './trace.ts';

/** The lab's copy of the timeline, grouped by trace. */
export interface Traces {
  /** Newest first, by first event. Another array after each change; a trace that has not changed keeps its identity. */
  list(): readonly Trace[];
  /** Number of events kept. */
  size(): number;
  /** `seq` of the oldest one. */
  oldest(): number | undefined;
  /** True when one of them was new. Repeated events (a replay after a reconnect) are ignored. */
  add(events: readonly TimelineEvent[]): boolean;
}

export interface TracesOptions {
  /** About so many of the newest events are kept, whole traces at a time. Default 100,000. */
  capacity?: number;
  /** To tell the ways of one push to several phones apart. */
  phones?: () => readonly OfPhone[];
}

/** Only the traces that new events belong to are grouped again, each once per `add`; none is judged here. */
export function createTraces({ capacity = 100_000, phones = () => [] }: TracesOptions = {}): Traces {
  const known = new Map<number, TimelineEvent>();
  const traces = new Map<string, Trace>();
  /** Oldest first, by first event. */
  let order: Trace[] = [];
  let newestFirst: readonly Trace[] | undefined;

  const isNew = (event: TimelineEvent): boolean => {
    const same = known.get(event.seq);
    if (same && same.at === event.at && same.traceId === event.traceId) return false;
    if (same) {
      // The numbers start again: another run of the sandbox, whose past this is not.
      known.clear();
      traces.clear();
      order = [];
    }
    known.set(event.seq, event);
    return true;
  };
  /** True where it stands at its place; else all must be put in order. */
  const put = (id: string, added: TimelineEvent[]): boolean => {
    const before = traces.get(id);
    const trace = grown(id, before, { added, phones });
    traces.set(id, trace);
    if (before) {
      order[placeOf(order, before)] = trace;
      return firstSeq(before) === firstSeq(trace);
    }
    const last = order.at(-1);
    order.push(trace);
    return last === undefined || firstSeq(last) < firstSeq(trace);
  };
  const putAll = (added: ReadonlyMap<string, TimelineEvent[]>) => {
    // Those that are there are found by their place: they come before anything is out of order.
    const entries = [...added].sort(([one], [other]) => Number(traces.has(other)) - Number(traces.has(one)));
    const moved: [string, TimelineEvent[]][] = [];
    let inOrder = true;
    for (const [id, mine] of entries) {
      const before = traces.get(id);
      if (before && (mine[0]?.seq ?? 0) < firstSeq(before)) moved.push([id, mine]);
      else inOrder = put(id, mine) && inOrder;
    }
    for (const [id, mine] of moved) traces.set(id, grown(id, traces.get(id), { added: mine, phones }));
    // Older events, such as of the past that is read after the present: once for all of them.
    if (!inOrder || moved.length > 0) order = [...traces.values()].sort((a, b) => firstSeq(a) - firstSeq(b));
  };
  const dropOldest = () => {
    // Not one by one: moving the rest up costs the same for one as for many.
    if (known.size <= capacity * 1.02) return;
    let gone = 0;
    while (known.size > capacity && gone < order.length - 1) {
      const trace = order[gone++] as Trace;
      traces.delete(trace.id);
      for (const { seq } of trace.events) known.delete(seq);
    }
    order.splice(0, gone);
  };

  return {
    list() {
      newestFirst ??= [...order].reverse();
      return newestFirst;
    },
    size: () => known.size,
    oldest: () => order[0]?.events[0]?.seq,
    add(events) {
      const added = new Map<string, TimelineEvent[]>();
      for (const event of events) {
        const had = known.size;
        if (!isNew(event)) continue;
        if (known.size <= had) added.clear();
        group(added, event);
      }
      if (added.size === 0) return false;
      putAll(added);
      dropOldest();
      newestFirst = undefined;
      return true;
    },
  };
}

function group(groups: Map<string, TimelineEvent[]>, event: TimelineEvent): void {
  const others = groups.get(event.traceId);
  if (others) others.push(event);
  else groups.set(event.traceId, [event]);
}

const firstSeq = (trace: Trace): number => trace.events[0]?.seq ?? 0;

/** Where the trace stands in `order`. */
function placeOf(order: readonly Trace[], trace: Trace): number {
  const seq = firstSeq(trace);
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (firstSeq(order[middle] as Trace) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
