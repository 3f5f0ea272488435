import { Caption1 } from '@fluentui/react-components';
import type { Evidence } from '../../../../src/control/check-wire.ts';
import { DeviceRows } from './device-rows.tsx';
import { TimelineRows } from './timeline-rows.tsx';
import './evidence.css';

/** What was seen, in its order. */
export function EvidenceList({ evidence, phone }: { evidence: readonly Evidence[]; phone: string }) {
  if (evidence.length === 0)
    return (
      <Caption1 as="p" block>
        Nothing was kept.
      </Caption1>
    );
  return (
    <ol className="evidence" aria-label="What was seen">
      {evidence.map((one, at) => (
        // What was seen does not change any more.
        // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that tells two of them apart
        <li key={at} data-kind={one.kind}>
          <Piece {...{ one, phone }} />
        </li>
      ))}
    </ol>
  );
}

function Piece({ one, phone }: { one: Evidence; phone: string }) {
  switch (one.kind) {
    case 'answer':
      return (
        <>
          <code className="evidence-call">{one.call}</code>
          <pre className="evidence-answer">
            <code>{laidOut(one.outcome)}</code>
          </pre>
        </>
      );
    case 'fact':
      return (
        <dl className="evidence-fact">
          <dt>{one.name}</dt>
          <dd>{one.value}</dd>
        </dl>
      );
    case 'picture':
      return (
        <figure className="evidence-picture">
          {one.jpeg ? <img src={`data:image/jpeg;base64,${one.jpeg}`} alt={`Screen of ${phone}`} /> : null}
          <figcaption>{one.caption}</figcaption>
        </figure>
      );
    case 'devices':
      return <DeviceRows rows={one.rows} />;
    case 'timeline':
      return <TimelineRows events={one.events} />;
  }
}

/** A long JSON answer line by line; anything else as it is. */
function laidOut(outcome: string): string {
  if (outcome.length < 60) return outcome;
  try {
    return JSON.stringify(JSON.parse(outcome), null, 2);
  } catch {
    return outcome;
  }
}
