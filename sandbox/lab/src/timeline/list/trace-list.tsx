import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { PhoneNames } from '../trace/title.ts';
import type { Trace } from '../trace/traces.ts';
import { ROW, scrollTopFor, spotNow, stepTo } from './place.ts';
import './trace-list.css';
import { TraceRow } from './trace-row.tsx';
import { type ListPlace, useActiveKept, usePlace } from './use-place.ts';

interface TraceListProps {
  /** Newest first. */
  traces: readonly Trace[];
  /** False while older ones are still looked at. */
  complete: boolean;
  names: PhoneNames;
  /** Id of the chosen trace, or empty. */
  chosen: string;
  /** True: moving by keyboard chooses. Else Enter does, as choosing hides the list. */
  follows: boolean;
  onChoose(id: string): void;
  /** Where somebody is in it; it goes on there. */
  place: { current: ListPlace };
}

/** The traces as a list box; only the rows in sight are in the page. */
export function TraceList(props: TraceListProps) {
  const { traces, complete, names, chosen, follows, onChoose, place } = props;
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [moved, moveTo] = useState(place.current.active.id);
  const active = follows ? chosen : moved;
  const activeAt = active ? traces.findIndex(({ id }) => id === active) : -1;
  const rows = useVirtualizer({
    count: traces.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  const scrolled = usePlace(box, { place, traces, complete });
  useActiveKept(place, { id: active, traces, at: activeAt });
  const choose = (id: string) => {
    const at = traces.findIndex((trace) => trace.id === id);
    if (!follows) place.current = { ...place.current, active: { id, traces, at }, left: true };
    onChoose(id);
  };

  const go = (index: number) => {
    const to = traces[index];
    if (!to || !box.current) return;
    const { scrollTop, clientHeight: height } = box.current;
    // At once, and not by the virtualizer: that looks after it for some frames, in which the list may be another one.
    box.current.scrollTop = scrollTopFor(index, { scrollTop, height });
    scrolled();
    moveTo(to.id);
    if (follows) choose(to.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW) - 1);
    const last = place.current.active;
    const spot = last.id === active ? spotNow(last, traces) : { at: 0, there: false };
    const to = stepTo(event.key, spot, { count: traces.length, page });
    if (to !== undefined) go(to);
    else if (event.key !== 'Enter' && event.key !== ' ') return;
    else if (activeAt >= 0) choose(active);
    event.preventDefault();
  };
  const items = rows.getVirtualItems();
  const inPage = items.some(({ index }) => index === activeAt);
  return (
    <div
      ref={box}
      className="trace-list"
      role="listbox"
      aria-label="Traces, newest first"
      aria-activedescendant={inPage ? `${listId}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={scrolled}
      onFocus={() => active || moveTo(traces[0]?.id ?? '')}
    >
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {items.map(({ index, start }) => {
          const trace = traces[index];
          return trace ? (
            <TraceRow
              key={trace.id}
              {...{ trace, names, start, index }}
              id={`${listId}-${trace.id}`}
              count={traces.length}
              isChosen={trace.id === chosen}
              isActive={index === activeAt}
              onChoose={choose}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}
