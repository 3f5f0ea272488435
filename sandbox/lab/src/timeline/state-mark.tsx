import type { Station } from './trace/stations.ts';
import type { Verdict } from './trace/verdict.ts';

/** One path each on a field of 16 × 16: a tick, a cross, a clock's hands, a dot. */
const shapes = {
  ok: 'M4.5 8.3 7 10.8l4.5-5',
  failed: 'm5.3 5.3 5.4 5.4m0-5.4-5.4 5.4',
  waiting: 'M8 4.6V8.2l2.4 1.6',
  open: 'M5 8h.01M8 8h.01M11 8h.01',
  idle: '',
};

type State = Station['state'] | Verdict['state'];

const shapeOf = (state: State): keyof typeof shapes =>
  state === 'done' ? 'ok' : state === 'stopped' ? 'failed' : state;

/** A state by shape and colour; the words stand beside it. */
export function StateMark({ state }: { state: State }) {
  const shape = shapeOf(state);
  return (
    <svg className="state-mark" data-state={shape} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="7" />
      <path d={shapes[shape]} />
    </svg>
  );
}
