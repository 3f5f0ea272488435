import type { TimelineEvent } from '../../../../src/control/wire.ts';
import { endingIn, type OfPhone } from '../../../../src/explain/branch.ts';
import { isHousekeeping } from './housekeeping.ts';
import { judge, type Verdict } from './verdict.ts';

/** Everything that carries one trace id: a page call, a push to one person, or something done in the lab. */
export interface Trace {
  id: string;
  /** By `seq`; never empty. */
  events: readonly TimelineEvent[];
  /** Ids of the phones it touched. */
  phones: readonly string[];
  /** Last 8 characters of the push tokens that it speaks of: also of phones that it never reached. */
  endings: readonly string[];
  /** Judged when somebody first looks, by the phones as they are then. */
  readonly verdict: Verdict;
  /** True while page and shell only tell each other something, such as which events a page listens to. */
  housekeeping: boolean;
}

export interface Growth {
  added: readonly TimelineEvent[];
  phones(): readonly OfPhone[];
}

/** The trace with more events: another object, so that whoever draws it sees that it has changed. */
export function grown(id: string, before: Trace | undefined, { added, phones }: Growth): Trace {
  const events = joined(before?.events ?? [], added);
  let verdict: Verdict | undefined;
  return {
    ...{ id, events },
    phones: withMore(before?.phones, added, ({ phone }) => phone),
    endings: withMore(before?.endings, added, endingIn),
    housekeeping: (before?.housekeeping ?? true) && added.every(isHousekeeping),
    get verdict() {
      verdict ??= judge(events, phones());
      return verdict;
    },
  };
}

function joined(before: readonly TimelineEvent[], added: readonly TimelineEvent[]): TimelineEvent[] {
  const events = [...before, ...added];
  const inOrder = events.every((event, at) => at === 0 || (events[at - 1]?.seq ?? 0) < event.seq);
  return inOrder ? events : events.sort((a, b) => a.seq - b.seq);
}

const NONE: readonly string[] = [];

/** Mostly nothing is new, and then the list stays the same one. */
function withMore(
  known: readonly string[] = NONE,
  added: readonly TimelineEvent[],
  nameOf: (event: TimelineEvent) => string | undefined,
): readonly string[] {
  let all = known;
  for (const event of added) {
    const name = nameOf(event);
    if (name !== undefined && name !== '' && !all.includes(name)) all = [...all, name];
  }
  return all;
}

/** What a search looks at, in lower case. */
export const searchText = ({ traceId, hop, kind, summary, detail }: TimelineEvent): string =>
  `${traceId} ${hop} ${kind} ${summary} ${detail ? JSON.stringify(detail) : ''}`.toLowerCase();
