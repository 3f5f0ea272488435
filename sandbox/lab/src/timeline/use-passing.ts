import { useEffect, useRef, useState } from 'react';
import type { Pass } from './filter.ts';
import type { Trace } from './trace/trace.ts';

/** Milliseconds of work at a time: a click must not wait for a search through 100,000 events. */
const SLICE_MS = 8;

export interface Passing {
  /** Newest first. */
  traces: readonly Trace[];
  /** Of so many. */
  among: number;
  /** False while older ones are still looked at. */
  complete: boolean;
}

/** The traces that pass, worked out in small slices; what is found first is there first. */
export function usePassing(all: readonly Trace[], pass: Pass): Passing {
  const [passing, setPassing] = useState<Passing>(() => ({
    ...{ traces: [], among: 0, complete: all.length === 0 },
  }));
  const lastPass = useRef(pass);
  useEffect(() => {
    const anew = lastPass.current !== pass;
    lastPass.current = pass;
    const found: Trace[] = [];
    let at = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const work = () => {
      const until = performance.now() + SLICE_MS;
      do {
        // The time is asked for once in a while only.
        for (const end = Math.min(all.length, at + 64); at < end; at += 1) {
          const trace = all[at];
          if (trace && pass(trace)) found.push(trace);
        }
      } while (at < all.length && performance.now() < until);
      const complete = at >= all.length;
      if (!complete) timer = setTimeout(work, 0);
      // What is shown stays until the new list is longer or whole: no flicker while traces come in.
      setPassing((before) =>
        complete || anew || found.length >= before.traces.length
          ? { traces: complete ? found : [...found], among: all.length, complete }
          : before,
      );
    };
    work();
    return () => clearTimeout(timer);
  }, [all, pass]);
  return passing;
}
