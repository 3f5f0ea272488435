import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { hopNames } from '../../../../src/control/hop-names.ts';
import type { TimelineEvent } from '../../../../src/control/wire.ts';
import { formatDuration } from '../duration.ts';
import { StateMark } from '../state-mark.tsx';
import type { PhoneNames } from '../trace/title.ts';

const PAGE = 200;

interface EventListProps {
  events: readonly TimelineEvent[];
  names: PhoneNames;
}

/** Every event of a trace; each unfolds to what was recorded of it. */
export function EventList({ events, names }: EventListProps) {
  const [limit, setLimit] = useState(PAGE);
  const start = events[0]?.at ?? 0;
  return (
    <div>
      <ol className="folded-rows">
        {events.slice(0, limit).map((event) => (
          <li key={event.seq}>
            <details className="folded-row event">
              <summary>
                <span className="event-at">+{formatDuration(event.at - start)}</span>
                <span className="event-hop">{hopNames[event.hop]}</span>
                <span className="event-summary">
                  {event.outcome === 'failed' ? <StateMark state="failed" /> : null}
                  {event.outcome === 'failed' ? <span className="visually-hidden">Failed: </span> : null}
                  {event.summary}
                </span>
              </summary>
              <EventFacts {...{ event, names }} />
            </details>
          </li>
        ))}
      </ol>
      {events.length > limit ? (
        <Button size="small" onClick={() => setLimit(limit + PAGE)}>
          Show more of {events.length}
        </Button>
      ) : null}
    </div>
  );
}

function EventFacts({ event, names }: { event: TimelineEvent; names: PhoneNames }) {
  const { kind, phone, seq, at, detail = {} } = event;
  return (
    <div className="folded-row-whole event-facts">
      <p>
        <code>{kind}</code>
        {phone ? ` · ${names.get(phone) ?? phone}` : ''} · no. {seq} ·{' '}
        <time dateTime={new Date(at).toISOString()}>{new Date(at).toISOString().slice(11, 23)} UTC</time>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{JSON.stringify(detail, null, 2)}</pre>
    </div>
  );
}
