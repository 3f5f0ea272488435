import type { TimelineEvent } from '../../../src/control/wire.ts';
import type { Trace } from './trace/traces.ts';

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

/** Says whether a trace passes. A trace that has not changed is looked at once. */
export function createPass(filter: TraceFilter): (trace: Trace) => boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const seen = new WeakMap<Trace, boolean>();
  return (trace) => {
    const before = seen.get(trace);
    if (before !== undefined) return before;
    const passes = passesAll(trace, filter, words);
    seen.set(trace, passes);
    return passes;
  };
}

function passesAll(trace: Trace, { phone, state, hop, housekeeping }: TraceFilter, words: string[]): boolean {
  return (
    (housekeeping || words.length > 0 || !trace.housekeeping) &&
    (!phone || trace.phones.includes(phone)) &&
    (!state || isIn(trace, state)) &&
    (!hop ||
      (state === 'stopped' ? trace.verdict.stop?.hop === hop : trace.events.some((e) => e.hop === hop))) &&
    words.every((word) => trace.texts.some((text) => text.includes(word)))
  );
}

const isIn = ({ verdict }: Trace, state: TraceFilter['state']): boolean =>
  verdict.state === state || (state === 'waiting' && verdict.state === 'open');
