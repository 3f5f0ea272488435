import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { PhoneNames } from '../trace/title.ts';
import type { Trace } from '../trace/traces.ts';
import './trace-list.css';
import { TraceRow } from './trace-row.tsx';

const ROW = 60;

interface TraceListProps {
  /** Newest first. */
  traces: readonly Trace[];
  names: PhoneNames;
  /** Id of the chosen trace, or empty. */
  chosen: string;
  /** True: moving by keyboard chooses. Else Enter does, as choosing hides the list. */
  follows: boolean;
  onChoose(id: string): void;
  /** Where it was left when it made room for a trace; it goes on there. */
  place: { current: ListPlace };
}

/** How far a list was scrolled, which trace it was left for, and how many newer ones it had then. */
export interface ListPlace {
  scrollTop: number;
  left: string;
  newer: number;
}

/** At its top, and left for none. */
export const nowhere: ListPlace = { scrollTop: 0, left: '', newer: 0 };

/** The traces as a list box; only the rows in sight are in the page. */
export function TraceList({ traces, names, chosen, follows, onChoose, place }: TraceListProps) {
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [moved, moveTo] = useState(place.current.left);
  const active = follows ? chosen : moved;
  const activeAt = active ? traces.findIndex(({ id }) => id === active) : -1;
  const rows = useVirtualizer({
    count: traces.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  useStaysInPlace(box, traces);
  useComesBack(box, { place, traces });
  const choose = (id: string) => {
    const newer = traces.findIndex((trace) => trace.id === id);
    if (!follows) place.current = { scrollTop: box.current?.scrollTop ?? 0, left: id, newer };
    onChoose(id);
  };

  const go = (index: number) => {
    const to = traces[Math.max(0, Math.min(traces.length - 1, index))];
    if (!to) return;
    rows.scrollToIndex(traces.indexOf(to), { align: 'auto' });
    moveTo(to.id);
    if (follows) choose(to.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW) - 1);
    const steps: Record<string, number> = {
      ...{ ArrowDown: activeAt + 1, ArrowUp: activeAt - 1, Home: 0, End: traces.length - 1 },
      ...{ PageDown: activeAt + page, PageUp: activeAt - page },
    };
    const to = steps[event.key];
    if (to !== undefined) go(to);
    else if ((event.key === 'Enter' || event.key === ' ') && active) choose(active);
    else return;
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

/** Back from a trace: the list is as it was, and the keyboard goes on where it had been. */
function useComesBack(
  box: { current: HTMLElement | null },
  { place, traces }: Pick<TraceListProps, 'place' | 'traces'>,
): void {
  useLayoutEffect(() => {
    const { scrollTop, left, newer } = place.current;
    if (!box.current || !left) return;
    box.current.scrollTop = scrollTop;
    const now = traces.findIndex(({ id }) => id === left);
    if (now >= 0) staysInPlace(box.current, now - newer);
    box.current.focus({ preventScroll: true });
    place.current = nowhere;
  }, [box, place, traces]);
}

/** What somebody reads further down stays where it is while new traces come in above it. */
function useStaysInPlace(box: { current: HTMLElement | null }, traces: readonly Trace[]): void {
  const newest = useRef('');
  useLayoutEffect(() => {
    const added = traces.findIndex(({ id }) => id === newest.current);
    newest.current = traces[0]?.id ?? '';
    if (box.current && added > 0) staysInPlace(box.current, added);
  }, [box, traces]);
}

/** At its top a list shows what is newest. */
function staysInPlace(box: HTMLElement, added: number): void {
  if (box.scrollTop > ROW / 2) box.scrollTop += added * ROW;
}
