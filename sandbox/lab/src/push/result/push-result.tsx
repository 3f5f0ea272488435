import { Badge, Body1Strong, Link } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { PersonOutcome } from '../../../../src/control/message-wire.ts';
import { useLab } from '../../lab-context.ts';
import { endOf } from '../../token.ts';
import { useRemote } from '../../use-remote.ts';
import { type Sending, summaryOf, whyOf } from './outcome.ts';

const results = {
  sent: { label: 'Sent', color: 'success' },
  removed: { label: 'Removed', color: 'warning' },
  failed: { label: 'Failed', color: 'danger' },
} as const;

const intoView = (result: HTMLElement | null) => result?.scrollIntoView({ block: 'nearest' });

/** Of many people the first are shown; their number is in the sentence above. */
const SHOWN = 50;

interface PushResultProps {
  /** Absent: nothing was sent yet. */
  sending: Sending | undefined;
}

/** What became of a push, person by person and device by device. */
export function PushResult({ sending }: PushResultProps) {
  return (
    <>
      {/* The sentence alone: with the rest, all would be read out again when something is learnt later. */}
      <div role="status">
        {sending ? (
          <Body1Strong key={sending.id} block>
            {summaryOf(sending)}
          </Body1Strong>
        ) : null}
      </div>
      {sending && sending.outcomes.length > 0 ? <Outcomes sending={sending} /> : null}
    </>
  );
}

function Outcomes({ sending }: { sending: Sending }) {
  const { outcomes, names } = sending;
  const alone = outcomes.length === 1;
  return (
    <section key={sending.id} ref={intoView} className="push-result" aria-label="Result">
      <ul className="push-people">
        {outcomes.slice(0, SHOWN).map((outcome) => (
          <li key={outcome.personId}>
            <PersonResult
              outcome={outcome}
              name={alone ? '' : (names.get(outcome.personId) ?? outcome.personId)}
            />
          </li>
        ))}
      </ul>
      {outcomes.length > SHOWN ? <span>{`and ${outcomes.length - SHOWN} more`}</span> : null}
      {alone && outcomes[0] && canBeTapped(outcomes[0]) ? <Afterwards outcome={outcomes[0]} /> : null}
    </section>
  );
}

/** A test send is in no report, and what no device got cannot be tapped. */
const canBeTapped = ({ trackingId, devices }: PersonOutcome) =>
  trackingId !== '' && devices.some(({ result }) => result === 'sent');

function PersonResult({ outcome, name }: { outcome: PersonOutcome; name: string }) {
  const { showTrace } = useLab();
  return (
    <div className="push-person">
      {name ? <Body1Strong>{name}</Body1Strong> : null}
      {outcome.skipped ? (
        <span className="push-device">
          <Badge appearance="tint" color="warning">
            Skipped
          </Badge>
          <span>The step skipped them: {whyOf(outcome)}.</span>
        </span>
      ) : null}
      {outcome.devices.map((device) => (
        <span key={device.token} className="push-device">
          <Badge appearance="tint" color={results[device.result].color}>
            {results[device.result].label}
          </Badge>
          <span>
            {device.platform === 'ios' ? 'iOS' : 'Android'} <code>{endOf(device.token)}</code>
          </span>
          {device.reason ? <span className="push-reason">{device.reason}</span> : null}
        </span>
      ))}
      <Link as="button" onClick={() => showTrace(outcome.traceId)}>
        {name ? `Show the trace of ${name}` : 'Show its trace'}
      </Link>
    </div>
  );
}

const REPORTS = {
  'Push Notification Opened': 'Opened',
  'Push Notification Link Clicked': 'Link clicked',
} as const;

/** What Dynamics has learnt of it since. */
function Afterwards({ outcome: { personId, trackingId } }: { outcome: PersonOutcome }) {
  const { client } = useLab();
  const load = useCallback(() => client.interactions({ personId }), [client, personId]);
  const rows = useRemote(load).value?.rows ?? [];
  const names = new Set(rows.filter((row) => row.trackingId === trackingId).map(({ name }) => name));
  const told = Object.entries(REPORTS).filter(([name]) => names.has(name as keyof typeof REPORTS));
  if (told.length === 0) return <span className="push-reason">Dynamics has not heard of a tap yet.</span>;
  return (
    <span className="push-device">
      {told.map(([name, label]) => (
        <Badge key={name} appearance="tint" color="brand">
          {label}
        </Badge>
      ))}
    </span>
  );
}
