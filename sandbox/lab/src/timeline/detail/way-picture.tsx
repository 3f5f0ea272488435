import { Body1Strong, Subtitle2 } from '@fluentui/react-components';
import { hopNames } from '../../../../src/control/hop-names.ts';
import type { Stop } from '../../../../src/explain/explanation.ts';
import { WHOSE } from '../../../../src/explain/text.ts';
import { formatDuration } from '../duration.ts';
import { StateMark } from '../state-mark.tsx';
import { type Station, stationsOf } from '../trace/stations.ts';
import type { PhoneNames } from '../trace/title.ts';
import type { Way } from '../trace/verdict.ts';
import './way-picture.css';

const words = {
  ok: 'passed',
  failed: 'failed',
  waiting: 'waits here',
  open: 'came this far',
  idle: 'not reached',
} as const;

/** The stations of one way with the time between them, and why it ends where it does. */
export function WayPicture({ way, names }: { way: Way; names: PhoneNames }) {
  const stations = stationsOf(way);
  const { stop, state } = way.explanation;
  return (
    <section className="way">
      {way.to ? <Subtitle2 as="h3">To {nameOf(way.to, names)}</Subtitle2> : null}
      <ol className="track" aria-label="Path">
        {stations.map((station) => (
          <TrackStop key={station.id} station={station} />
        ))}
      </ol>
      {stop ? <StopCard stop={stop} waiting={state === 'waiting'} /> : null}
    </section>
  );
}

const nameOf = (to: NonNullable<Way['to']>, names: PhoneNames): string =>
  'phone' in to ? (names.get(to.phone) ?? to.phone) : `the device …${to.ending}`;

function TrackStop({ station: { name, state, afterMs, stop } }: { station: Station }) {
  const ends = stop && state === 'failed' ? 'stopped here' : words[state];
  return (
    <li className="track-stop" data-state={state}>
      <span className="track-time">
        {afterMs === undefined ? null : (
          <>
            <span className="visually-hidden">after </span>
            {formatDuration(afterMs)}
          </>
        )}
      </span>
      <StateMark state={state} />
      <span className="track-name">{name}</span>
      <span className="track-word">{ends}</span>
    </li>
  );
}

/** Cause and remedy, in the words of the explanation. */
function StopCard({ stop, waiting }: { stop: Stop; waiting: boolean }) {
  return (
    <div className="stop-card" data-state={waiting ? 'waiting' : 'stopped'}>
      <Body1Strong as="h3">
        {waiting ? 'Waiting' : 'Stopped'} at {hopNames[stop.hop]}
      </Body1Strong>
      <code className="stop-code">{stop.code}</code>
      <dl>
        <dt>Why</dt>
        <dd>{stop.cause}</dd>
        <dt>Whose</dt>
        <dd>{WHOSE[stop.whose].replace(/^./, (letter) => letter.toUpperCase())}</dd>
        <dt>What to do</dt>
        <dd>{stop.remedy}</dd>
      </dl>
    </div>
  );
}
