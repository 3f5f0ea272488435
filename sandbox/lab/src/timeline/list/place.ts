import type { Trace } from '../trace/traces.ts';

/** Height of a row in CSS pixels. */
export const ROW = 60;

type Listed = readonly Pick<Trace, 'id'>[];

/** A trace by its place in a list, as it was then. */
export interface Spot {
  traces: Listed;
  at: number;
}

/** So far down in a list, as it was then; `height` of it is in view. In CSS pixels. */
export interface View {
  traces: Listed;
  scrollTop: number;
  height: number;
}

/**
 * How far down that is in the list as it is now: the first trace in view that is still there stays where it stands. Where
 * none is, the nearest one below them takes the place of the first, or else the nearest above. Undefined at the top: there
 * a list shows what is newest.
 */
export function scrollTopNow({ traces, scrollTop, height }: View, now: Listed): number | undefined {
  if (scrollTop <= ROW / 2) return undefined;
  const first = Math.floor(scrollTop / ROW);
  const found = stillThere({ traces, at: first }, now);
  if (!found) return 0;
  const inView = found.was >= first && found.was * ROW < scrollTop + height;
  return scrollTop + (found.is - (inView ? found.was : first)) * ROW;
}

/** Where the trace of the spot stands now; `there` is false where it has left, and then `at` is what came below it. */
export function spotNow(spot: Spot, now: Listed): { at: number; there: boolean } {
  const found = stillThere(spot, now);
  if (!found) return { at: 0, there: false };
  return { at: found.was < spot.at ? found.is + 1 : found.is, there: found.was === spot.at };
}

/** Where a key leads to from there, in a list of so many with so many a page; undefined for other keys. */
export function stepTo(
  key: string,
  { at, there }: { at: number; there: boolean },
  { count, page }: { count: number; page: number },
): number | undefined {
  // Below one that has left is what now stands in its place.
  const down = there ? at : at - 1;
  const steps: Record<string, number> = {
    ...{ ArrowDown: down + 1, ArrowUp: at - 1, Home: 0, End: count - 1 },
    ...{ PageDown: down + page, PageUp: at - page },
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}

/** How far to scroll, at least, to have a row in view. */
export function scrollTopFor(at: number, { scrollTop, height }: Omit<View, 'traces'>): number {
  return Math.min(at * ROW, Math.max(scrollTop, (at + 1) * ROW - height));
}

/** The trace of the spot, or the nearest one below it that is still there, or else above it: where it was, and is. */
function stillThere({ traces, at }: Spot, now: Listed): { was: number; is: number } | undefined {
  const same = traces[at]?.id;
  const found = now.findIndex(({ id }) => id === same);
  if (found >= 0) return { was: at, is: found };
  // Only now: a list changes often, and what is looked for is mostly there.
  const places = new Map(now.map(({ id }, index) => [id, index]));
  const placeOf = (index: number) => places.get(traces[index]?.id ?? '');
  for (let was = at + 1; was < traces.length; was += 1) {
    const is = placeOf(was);
    if (is !== undefined) return { was, is };
  }
  for (let was = at - 1; was >= 0; was -= 1) {
    const is = placeOf(was);
    if (is !== undefined) return { was, is };
  }
  return undefined;
}
