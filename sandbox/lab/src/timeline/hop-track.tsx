import { formatDuration } from './duration.ts';
import type { HopState } from './hops.ts';

const words = { idle: 'not reached', ok: 'passed', failed: 'stopped here' } as const;

/** The path as a row of stations with the time from one to the next. */
export function HopTrack({ hops }: { hops: readonly HopState[] }) {
  return (
    <ol className="hops">
      {hops.map(({ station, name, state, afterMs }) => (
        <li key={station} className="hop" data-state={state}>
          <span className="hop-dot" aria-hidden="true">
            {state === 'ok' ? '✓' : state === 'failed' ? '!' : ''}
          </span>
          <span className="hop-name">{name}</span>
          <span className="visually-hidden">: {words[state]}</span>
          <span className="hop-time">{afterMs === undefined ? '' : `+${formatDuration(afterMs)}`}</span>
        </li>
      ))}
    </ol>
  );
}
