import { useDeferredValue, useMemo, useState } from 'react';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { TraceDetail } from './detail/trace-detail.tsx';
import { createPass } from './filter.ts';
import { TraceList } from './list/trace-list.tsx';
import './timeline.css';
import { NoTraces } from './no-traces.tsx';
import { TimelineToolbar } from './timeline-toolbar.tsx';
import { useRoom } from './use-room.ts';

/** Room for the list and the chosen trace side by side. */
const SPLIT = 760;

/** Everything that happened: a list of traces, newest first, and the chosen one in full. */
export function TimelinePanel() {
  const { connection, filter, trace: chosenTrace } = useLab();
  const traces = useDeferredValue(useStore(connection.traces));
  const phones = useStore(connection.phones);
  const chosenFilter = useDeferredValue(useStore(filter));
  const chosen = useStore(chosenTrace);
  const pass = useMemo(() => createPass(chosenFilter), [chosenFilter]);
  const passing = useMemo(() => traces.filter(pass), [traces, pass]);
  const nameList = phones.map(({ id, name }) => `${id}\t${name}`).join('\n');
  // The phones change all the time, their names hardly ever.
  const names = useMemo(() => namesIn(nameList), [nameList]);
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  const split = useRoom(panel) >= SPLIT;
  const shown = useMemo(() => traces.find(({ id }) => id === chosen), [traces, chosen]);
  return (
    <div className="timeline" data-split={split || undefined} ref={setPanel}>
      {!split && chosen ? null : <TimelineToolbar {...{ passing, names }} total={traces.length} />}
      <div className="timeline-body">
        {!split && chosen ? null : passing.length === 0 ? (
          <NoTraces filtered={traces.length > 0} />
        ) : (
          <TraceList {...{ names, chosen }} traces={passing} follows={split} onChoose={chosenTrace.set} />
        )}
        {split || chosen ? <TraceDetail {...{ names, chosen, split }} trace={shown} /> : null}
      </div>
    </div>
  );
}

const namesIn = (list: string): ReadonlyMap<string, string> =>
  new Map(list ? list.split('\n').map((line) => line.split('\t') as [string, string]) : []);
