import { Button, Caption1 } from '@fluentui/react-components';
import { FastForwardRegular } from '@fluentui/react-icons/svg/fast-forward';
import { useSyncExternalStore } from 'react';
import { useLab } from '../../lab-context.ts';
import { DAY, shortMoment } from '../span.ts';
import { useForward } from './use-forward.ts';

const HOUR = DAY / 24;

/** The sandbox's time, and how to move it: waits end as if they had been waited for. */
export function ClockBar() {
  const { clock } = useLab();
  // To the minute: it is drawn anew no oftener.
  const minute = useSyncExternalStore(clock.subscribe, () => Math.floor(clock.now() / 60_000));
  const { busy, forward } = useForward();
  return (
    <section className="clock-bar" aria-label="Time of the sandbox">
      <Caption1>{shortMoment(minute * 60_000)}</Caption1>
      {Object.entries({ '1 hour': HOUR, '1 day': DAY, '1 week': 7 * DAY }).map(([label, ms]) => (
        <Button
          key={label}
          size="small"
          appearance="subtle"
          icon={<FastForwardRegular />}
          aria-label={`Forward ${label}`}
          disabledFocusable={busy}
          onClick={() => void forward(ms)}
        >
          {label}
        </Button>
      ))}
    </section>
  );
}
