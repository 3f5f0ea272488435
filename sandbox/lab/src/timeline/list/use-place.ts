import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { Trace } from '../trace/traces.ts';
import { type Spot, scrollTopNow, type View } from './place.ts';

/** Where somebody is in a list, in the list as it was then. Kept outside it: it makes room for a trace. */
export interface ListPlace {
  view: View;
  /** Where the keyboard is, and on which trace; empty for none. */
  active: Spot & { id: string };
  /** True: it was left for a trace, and has the focus again once it is back. */
  left: boolean;
}

/** At its top. */
export const nowhere: ListPlace = {
  view: { traces: [], scrollTop: 0, height: 0 },
  active: { id: '', traces: [], at: 0 },
  left: false,
};

interface PlaceOptions {
  place: { current: ListPlace };
  traces: readonly Trace[];
  /** False while more of them are to come. */
  complete: boolean;
}

/**
 * What somebody reads stays where it is while traces come and leave around it, while the list makes room for a trace, and
 * while another panel is in front. Returns what is to be called when the list was scrolled.
 */
export function usePlace(box: { current: HTMLElement | null }, options: PlaceOptions): () => void {
  const { place, traces, complete } = options;
  /** How far it was scrolled from here: that is nobody's wish for another place. */
  const seen = useRef(0);
  const keep = ({ scrollTop, clientHeight: height }: HTMLElement) => {
    place.current = { ...place.current, view: { traces, scrollTop, height } };
  };
  const goOn = useEffectEvent(() => {
    const list = box.current;
    // Behind another panel it has neither a height nor a place.
    if (!list?.clientHeight) return;
    const to = scrollTopNow(place.current.view, traces);
    if (to !== undefined && to !== list.scrollTop) list.scrollTop = to;
    seen.current = list.scrollTop;
    // A list that is not complete may be too short for it.
    if (complete) keep(list);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list
  useLayoutEffect(() => goOn(), [traces, complete]);
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(() => goOn());
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  useLayoutEffect(() => {
    if (!place.current.left) return;
    place.current = { ...place.current, left: false };
    box.current?.focus({ preventScroll: true });
  }, [box, place]);
  return () => {
    const list = box.current;
    if (!list?.clientHeight || list.scrollTop === seen.current) return;
    seen.current = list.scrollTop;
    keep(list);
  };
}

/** Also when it leaves the list, the keyboard goes on from where it was. */
export function useActiveKept(place: PlaceOptions['place'], { id, traces, at }: ListPlace['active']): void {
  useLayoutEffect(() => {
    if (at >= 0) place.current = { ...place.current, active: { id, traces, at } };
  }, [place, id, traces, at]);
}
