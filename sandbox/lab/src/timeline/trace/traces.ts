import type { TimelineEvent } from '../../../../src/control/wire.ts';
import type { OfPhone } from '../../../../src/explain/branch.ts';
import { isHousekeeping } from './housekeeping.ts';
import { judge, type Verdict } from './verdict.ts';

/** Everything that carries one trace id: a page call, a push to one person, or something done in the lab. */
export interface Trace {
  id: string;
  /** By `seq`; never empty. */
  events: readonly TimelineEvent[];
  /** Ids of the phones it touched. */
  phones: readonly string[];
  /** Per event, what a search looks at, in lower case. */
  texts: readonly string[];
  verdict: Verdict;
  /** True while page and shell only tell each other something, such as which events a page listens to. */
  housekeeping: boolean;
}

/** The lab's copy of the timeline, grouped by trace. */
export interface Traces {
  /** Newest first, by first event. Another array after each change; a trace that has not changed keeps its identity. */
  list(): readonly Trace[];
  /** Number of events kept. */
  size(): number;
  /** True when one of them was new. Repeated events (a replay after a reconnect) are ignored. */
  add(events: readonly TimelineEvent[]): boolean;
}

export interface TracesOptions {
  /** About so many of the newest events are kept, whole traces at a time. Default 100,000. */
  capacity?: number;
  /** To tell the ways of one push to several phones apart. */
  phones?: () => readonly OfPhone[];
}

/** Only the traces that new events belong to are grouped and judged again, each once per `add`. */
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
  const put = (id: string, added: TimelineEvent[]) => {
    const before = traces.get(id);
    const trace = grown(id, before, { added, phones: phones() });
    traces.set(id, trace);
    if (before) order.splice(placeOf(order, before), 1, trace);
    else order.splice(placeOf(order, trace), 0, trace);
    // Rare: an event from before the first one, which moves the trace.
    if (before && firstSeq(before) !== firstSeq(trace)) order.sort((a, b) => firstSeq(a) - firstSeq(b));
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
    add(events) {
      const added = new Map<string, TimelineEvent[]>();
      for (const event of events) {
        const had = known.size;
        if (!isNew(event)) continue;
        if (known.size <= had) added.clear();
        const others = added.get(event.traceId);
        if (others) others.push(event);
        else added.set(event.traceId, [event]);
      }
      if (added.size === 0) return false;
      for (const [id, mine] of added) put(id, mine);
      dropOldest();
      newestFirst = undefined;
      return true;
    },
  };
}

const firstSeq = (trace: Trace): number => trace.events[0]?.seq ?? 0;

/** Where the trace stands in `order`, or belongs. */
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

function grown(
  id: string,
  before: Trace | undefined,
  { added, phones }: { added: readonly TimelineEvent[]; phones: readonly OfPhone[] },
): Trace {
  const events = [...(before?.events ?? []), ...added].sort((a, b) => a.seq - b.seq);
  const touched = new Set(before?.phones);
  for (const { phone } of added) if (phone) touched.add(phone);
  return {
    id,
    events,
    phones: [...touched],
    texts: [...(before?.texts ?? []), ...added.map(textOf)],
    verdict: judge(events, phones),
    housekeeping: (before?.housekeeping ?? true) && added.every(isHousekeeping),
  };
}

const textOf = ({ traceId, hop, kind, summary, detail }: TimelineEvent): string =>
  `${traceId} ${hop} ${kind} ${summary} ${detail ? JSON.stringify(detail) : ''}`.toLowerCase();
