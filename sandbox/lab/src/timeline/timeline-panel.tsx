import { Button, Caption1 } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { filterTraces } from './filter.ts';
import './timeline.css';
import { TimelineFilter } from './timeline-filter.tsx';
import { TraceCard } from './trace-card.tsx';

const PAGE = 50;

/** Everything that happened, trace by trace, newest first. */
export function TimelinePanel() {
  const { connection, filter } = useLab();
  const traces = useDeferredValue(useStore(connection.traces));
  const phones = useStore(connection.phones);
  const chosen = useStore(filter);
  const [limit, setLimit] = useState(PAGE);
  const passing = useMemo(() => filterTraces(traces, chosen), [traces, chosen]);
  const names = useMemo(() => new Map(phones.map(({ id, name }) => [id, name])), [phones]);
  const older = passing.length - limit;
  return (
    <div className="timeline">
      <TimelineFilter phones={phones} count={passing.length} total={traces.length} />
      {passing.length === 0 ? <Empty filtered={traces.length > 0} /> : null}
      <ol className="traces" aria-label="Traces, newest first">
        {passing.slice(0, limit).map((trace) => (
          <li key={trace.id}>
            <TraceCard trace={trace} names={names} unfolded={chosen.text === trace.id} />
          </li>
        ))}
      </ol>
      {older > 0 ? (
        <Button className="traces-more" onClick={() => setLimit(limit + PAGE)}>
          Show {Math.min(PAGE, older)} older of {older}
        </Button>
      ) : null}
    </div>
  );
}

function Empty({ filtered }: { filtered: boolean }) {
  return (
    <Caption1 as="p" className="panel-empty">
      {filtered
        ? 'No trace passes this filter.'
        : 'Nothing has happened yet. Press a button on a page in a phone, or send a push.'}
    </Caption1>
  );
}
