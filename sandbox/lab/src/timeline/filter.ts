import type { TimelineEvent } from '../../../src/control/wire.ts';
import type { OfPhone } from '../../../src/explain/branch.ts';
import { endingsOf } from '../../../src/explain/branch.ts';
import { searchText, type Trace } from './trace/trace.ts';

/** What the timeline shows. */
export interface TraceFilter {
  /** A phone's id. */
  phone: string;
  /** Words; a trace must contain all of them, somewhere in its events. */
  text: string;
  /** `waiting` also passes what is on its way. */
  state: '' | 'stopped' | 'waiting' | 'done';
  /** Where it came; with `stopped`, where it stopped. */
  hop: '' | TimelineEvent['hop'];
  /** Also what page and shell only tell each other, such as which events a page listens to. */
  housekeeping: boolean;
}

export const everything: TraceFilter = { phone: '', text: '', state: '', hop: '', housekeeping: true };

/** What somebody sees first: all that a person or a page has done. */
export const usual: TraceFilter = { ...everything, housekeeping: false };

export type Pass = (trace: Trace) => boolean;

/**
 * Says whether a trace passes. A trace that has not changed is looked at once. `phone` is the one of the filter: a push
 * that was meant for it and never reached it names its token.
 */
export function createPass(filter: TraceFilter, phone?: OfPhone): Pass {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const endings = phone ? endingsOf(phone) : new Set<string>();
  const seen = new WeakMap<Trace, boolean>();
  return (trace) => {
    const before = seen.get(trace);
    if (before !== undefined) return before;
    const passes = passesAll(trace, filter, { words, endings });
    seen.set(trace, passes);
    return passes;
  };
}

function passesAll(
  trace: Trace,
  { phone, state, hop, housekeeping }: TraceFilter,
  { words, endings }: { words: string[]; endings: ReadonlySet<string> },
): boolean {
  return (
    (housekeeping || words.length > 0 || !trace.housekeeping) &&
    (!phone || trace.phones.includes(phone) || trace.endings.some((ending) => endings.has(ending))) &&
    (!state || isIn(trace, state)) &&
    (!hop ||
      (state === 'stopped' ? trace.verdict.stop?.hop === hop : trace.events.some((e) => e.hop === hop))) &&
    hasAll(trace, words)
  );
}

/** Each word somewhere in its events. */
function hasAll({ events }: Trace, words: string[]): boolean {
  let missing = words;
  for (const event of events) {
    if (missing.length === 0) return true;
    const text = searchText(event);
    missing = missing.filter((word) => !text.includes(word));
  }
  return missing.length === 0;
}

const isIn = ({ verdict }: Trace, state: TraceFilter['state']): boolean =>
  verdict.state === state || (state === 'waiting' && verdict.state === 'open');
