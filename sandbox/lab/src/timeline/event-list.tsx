import { hopNames } from '../../../src/control/hop-names.ts';
import { formatDuration } from './duration.ts';
import type { Trace } from './traces.ts';

/** Every event of a trace with its detail. */
export function EventList({ trace, names }: { trace: Trace; names: ReadonlyMap<string, string> }) {
  const start = trace.events[0]?.at ?? 0;
  return (
    <>
      <ol className="events">
        {trace.events.map((event) => (
          <li key={event.seq} className="event" data-outcome={event.outcome}>
            <p className="event-head">
              <span className="event-hop">{hopNames[event.hop]}</span>
              <span className="event-summary">{event.summary}</span>
              <span className="event-at">+{formatDuration(event.at - start)}</span>
            </p>
            <details>
              <summary>
                <code>{event.kind}</code>
                {event.phone ? ` · ${names.get(event.phone) ?? event.phone}` : ''}
              </summary>
              <pre>{JSON.stringify(event.detail ?? {}, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ol>
      <p className="trace-id">
        Trace <code>{trace.id}</code>
      </p>
    </>
  );
}
