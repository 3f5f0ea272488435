import { hopsOf } from './hops.ts';
import type { Trace } from './traces.ts';

/** What the timeline shows. Empty: everything. */
export interface TraceFilter {
  /** A phone's id. */
  phone: string;
  /** Words; a trace must contain all of them, somewhere in its events. */
  text: string;
  failedOnly: boolean;
}

export const everything: TraceFilter = { phone: '', text: '', failedOnly: false };

/** The traces that pass, in the order given. */
export function filterTraces(traces: readonly Trace[], filter: TraceFilter): readonly Trace[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!filter.phone && words.length === 0 && !filter.failedOnly) return traces;
  return traces.filter(
    (trace) =>
      (!filter.phone || trace.phones.includes(filter.phone)) &&
      words.every((word) => trace.text.includes(word)) &&
      (!filter.failedOnly || hasFailed(trace)),
  );
}

/** True when the trace stopped at one of its stations. */
const hasFailed = (trace: Trace): boolean => hopsOf(trace.events).some((hop) => hop.state === 'failed');
