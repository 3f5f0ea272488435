import {
  Badge,
  Body1Strong,
  Link,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import type { Push } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';
import { endOf } from '../token.ts';

const results = {
  sent: { label: 'Sent', color: 'success' },
  removed: { label: 'Removed', color: 'warning' },
  failed: { label: 'Failed', color: 'danger' },
} as const;

/** Why a journey skips a person, as the Dynamics twin names it (sandbox/src/dynamics/person-send.ts). */
const skips: Record<string, string> = {
  'no-device': 'No device is registered for them in this app.',
  'person-unknown': 'Dynamics does not know them.',
};

const intoView = (result: HTMLElement | null) => result?.scrollIntoView({ block: 'nearest' });

/** What became of a push, device by device. */
export function PushResult({ push }: { push: Push }) {
  const { showTrace } = useLab();
  return (
    <section key={push.id} ref={intoView} className="push-result" aria-label="Result">
      {push.skipped ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>The journey skipped this person.</MessageBarTitle>{' '}
            {skips[push.skipped] ?? push.skipped}
          </MessageBarBody>
        </MessageBar>
      ) : (
        <Body1Strong block>“{push.title}” was sent.</Body1Strong>
      )}
      <ul className="push-devices">
        {push.devices.map((device) => (
          <li key={device.token}>
            <Badge appearance="tint" color={results[device.result].color}>
              {results[device.result].label}
            </Badge>
            <span>
              {device.platform === 'ios' ? 'iOS' : 'Android'} <code>{endOf(device.token)}</code>
            </span>
            {device.reason ? <span className="push-reason">{device.reason}</span> : null}
          </li>
        ))}
      </ul>
      <Link as="button" onClick={() => showTrace(push.traceId)}>
        Show its trace
      </Link>
    </section>
  );
}
