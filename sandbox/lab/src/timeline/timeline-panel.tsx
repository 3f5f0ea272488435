import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { OfPhone } from '../../../src/explain/branch.ts';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { TraceDetail } from './detail/trace-detail.tsx';
import { createPass } from './filter.ts';
import { TraceList } from './list/trace-list.tsx';
import { nowhere } from './list/use-place.ts';
import './timeline.css';
import { NoTraces } from './no-traces.tsx';
import { TimelineToolbar } from './timeline-toolbar.tsx';
import { usePassing } from './use-passing.ts';
import { useRoom } from './use-room.ts';

/** Room for the list and the chosen trace side by side. */
const SPLIT = 760;

/** Everything that happened: a list of traces, newest first, and the chosen one in full. */
export function TimelinePanel() {
  const { connection, filter, trace: chosenTrace } = useLab();
  const traces = useDeferredValue(useStore(connection.traces));
  // Not before the traces that it speaks of.
  const pastRead = useDeferredValue(useStore(connection.pastRead));
  const phones = useStore(connection.phones);
  const chosenFilter = useDeferredValue(useStore(filter));
  const chosen = useStore(chosenTrace);
  const tokens = useTokensOf(chosenFilter.phone);
  const pass = useMemo(() => createPass(chosenFilter, tokens), [chosenFilter, tokens]);
  const { traces: passing, among, complete } = usePassing(traces, pass);
  const nameList = phones.map(({ id, name }) => `${id}\t${name}`).join('\n');
  // The phones change all the time, their names hardly ever.
  const names = useMemo(() => namesIn(nameList), [nameList]);
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  const split = useRoom(panel) >= SPLIT;
  const place = useRef(nowhere);
  const shown = useMemo(() => traces.find(({ id }) => id === chosen), [traces, chosen]);
  return (
    <div className="timeline" data-split={split || undefined} ref={setPanel}>
      {!split && chosen ? null : <TimelineToolbar {...{ passing, names, complete }} total={traces.length} />}
      <div className="timeline-body">
        {!split && chosen ? null : passing.length === 0 ? (
          <NoTraces filtered={among > 0} searching={!complete || !pastRead} />
        ) : (
          <TraceList
            {...{ names, complete, chosen, place }}
            traces={passing}
            follows={split}
            onChoose={chosenTrace.set}
          />
        )}
        {split || chosen ? <TraceDetail {...{ names, chosen, split, pastRead }} trace={shown} /> : null}
      </div>
    </div>
  );
}

/** What names this phone in a trace; another object only when its tokens have changed. */
function useTokensOf(id: string): OfPhone | undefined {
  const { connection } = useLab();
  const phones = useStore(connection.phones);
  const found = phones.find((phone) => phone.id === id);
  const text = found ? JSON.stringify({ id, token: found.token, tokens: found.tokens }) : '';
  return useMemo(() => (text ? (JSON.parse(text) as OfPhone) : undefined), [text]);
}

const namesIn = (list: string): ReadonlyMap<string, string> =>
  new Map(list ? list.split('\n').map((line) => line.split('\t') as [string, string]) : []);
