import TinyQueue from 'tinyqueue';
import type { Twin } from '../../twin.ts';

/** What is due when; whoever waits for the same moment waits together, and one alarm is set for all of them. */
export interface Agenda<T> {
  add(at: number, entry: T): void;
  stop(): void;
}

/** `ring` gets everything that has become due. */
export function createAgenda<T>(
  { now, after }: Pick<Twin, 'now' | 'after'>,
  ring: (due: T[]) => void,
): Agenda<T> {
  const moments = new TinyQueue<number>();
  const waiting = new Map<number, T[]>();
  let alarm: { at: number; cancel: () => void } | undefined;

  function set(): void {
    const next = moments.peek();
    if (next === alarm?.at) return;
    alarm?.cancel();
    alarm = next === undefined ? undefined : { at: next, cancel: after(next - now(), wake) };
  }
  function wake(): void {
    alarm = undefined;
    const due: T[] = [];
    for (let next = moments.peek(); next !== undefined && next <= now(); next = moments.peek()) {
      moments.pop();
      for (const entry of waiting.get(next) ?? []) due.push(entry);
      waiting.delete(next);
    }
    set();
    if (due.length > 0) ring(due);
  }
  return {
    add(at, entry) {
      const together = waiting.get(at);
      if (together) together.push(entry);
      else {
        waiting.set(at, [entry]);
        moments.push(at);
      }
      set();
    },
    stop() {
      alarm?.cancel();
      moments.data.length = 0;
    },
  };
}
