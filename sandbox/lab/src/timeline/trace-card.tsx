import { Badge, Body1Strong, Caption1 } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { memo, useId, useState } from 'react';
import type { TimelineEvent } from '../../../src/control/wire.ts';
import { formatSecond } from '../clock.ts';
import { problemOf } from '../phones/registration.ts';
import { formatDuration } from './duration.ts';
import { EventList } from './event-list.tsx';
import { HopTrack } from './hop-track.tsx';
import { type HopState, hopsOf, type Station } from './hops.ts';
import type { Trace } from './traces.ts';

interface TraceCardProps {
  trace: Trace;
  /** Phone names by id. */
  names: ReadonlyMap<string, string>;
  /** Unfolded until the person folds it. */
  unfolded: boolean;
}

/** One trace as a row of hops; unfolds to its events. Drawn again only when the trace has changed. */
export const TraceCard = memo(function TraceCard({ trace, names, unfolded }: TraceCardProps) {
  const [chosen, choose] = useState<boolean>();
  const open = chosen ?? unfolded;
  const eventsId = useId();
  const hops = hopsOf(trace.events);
  const failures = hops.flatMap(({ failure }) => failure ?? []);
  // A call that the shell answered by itself is told in words; the picture is for what went further.
  const wentFar =
    failures.length > 0 || hops.some(({ station, state }) => state !== 'idle' && !near.has(station));
  const [first] = trace.events;
  if (!first) return null;
  return (
    <article className="trace" data-failed={failures.length > 0 || undefined}>
      <button
        type="button"
        className="trace-head"
        aria-expanded={open}
        aria-controls={eventsId}
        onClick={() => choose(!open)}
      >
        {open ? <ChevronDownRegular /> : <ChevronRightRegular />}
        <Body1Strong className="trace-title">{first.summary}</Body1Strong>
        <Caption1 className="trace-time">{formatSecond(first.at)}</Caption1>
      </button>
      <TraceTags trace={trace} names={names} failed={failures.length > 0} places={wentFar ? [] : hops} />
      {wentFar ? <HopTrack hops={hops} /> : null}
      {failures.map((failure) => (
        <Failure key={failure.seq} failure={failure} />
      ))}
      <div id={eventsId} hidden={!open}>
        {open ? <EventList trace={trace} names={names} /> : null}
      </div>
    </article>
  );
});

/** Stations on the phone itself. */
const near = new Set<Station>(['page', 'shell', 'phone']);

interface TraceTagsProps extends Pick<TraceCardProps, 'trace' | 'names'> {
  failed: boolean;
  /** Stations to name here; none where they are drawn. */
  places: readonly HopState[];
}

function TraceTags({ trace, names, failed, places }: TraceTagsProps) {
  const { events } = trace;
  const path = places.flatMap(({ name, state }) => (state === 'idle' ? [] : name)).join(' → ');
  const took = (events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0);
  const count = events.length === 1 ? ['1 event'] : [`${events.length} events`, formatDuration(took)];
  return (
    <p className="trace-tags">
      {failed ? (
        <Badge size="small" appearance="tint" color="danger">
          Stopped
        </Badge>
      ) : null}
      {trace.phones.map((id) => (
        <Badge key={id} size="small" appearance="tint" color="informative">
          {names.get(id) ?? id}
        </Badge>
      ))}
      <Caption1>{[...(path ? [path] : []), ...count].join(' · ')}</Caption1>
    </p>
  );
}

/** Why the path stopped, and what to do where the cause has a known remedy. */
function Failure({ failure }: { failure: TimelineEvent }) {
  const { reason, code, error } = failure.detail ?? {};
  const problem = problemOf(reason) ?? problemOf(code) ?? problemOf(error);
  return (
    <p className="trace-failure">
      <strong>{failure.summary}</strong> {problem?.remedy}
    </p>
  );
}
