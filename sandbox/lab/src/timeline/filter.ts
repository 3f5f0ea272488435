import { hopsOf } from './hops.ts';
import type { Trace } from './traces.ts';

/** What the timeline shows. */
export interface TraceFilter {
  /** A phone's id. */
  phone: string;
  /** Words; a trace must contain all of them, somewhere in its events. */
  text: string;
  failedOnly: boolean;
  /** Also what page and shell only tell each other, such as which events a page listens to. */
  housekeeping: boolean;
}

export const everything: TraceFilter = { phone: '', text: '', failedOnly: false, housekeeping: true };

/** What somebody sees first: all that a person or a page has done. */
export const usual: TraceFilter = { ...everything, housekeeping: false };

/** The traces that pass, in the order given. */
export function filterTraces(traces: readonly Trace[], filter: TraceFilter): readonly Trace[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return traces.filter(
    (trace) =>
      (filter.housekeeping || words.length > 0 || !isHousekeeping(trace)) &&
      (!filter.phone || trace.phones.includes(filter.phone)) &&
      words.every((word) => trace.text.includes(word)) &&
      (!filter.failedOnly || hasFailed(trace)),
  );
}

/** True when the trace stopped at one of its stations. */
const hasFailed = (trace: Trace): boolean => hopsOf(trace.events).some((hop) => hop.state === 'failed');

const isHousekeeping = (trace: Trace): boolean =>
  trace.events.every(
    ({ kind, outcome, detail }) =>
      outcome !== 'failed' &&
      (kind === 'page.loaded' || (kind.startsWith('page.') && HOUSEKEEPING.test(String(detail?.command)))),
  );

/** Commands that no page calls on its own behalf (contract/page-shell.ts). */
const HOUSEKEEPING = /^events\/|Answer$/;
