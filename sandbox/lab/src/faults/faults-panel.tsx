import { Body1, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useCallback, useEffect } from 'react';
import type { Clock } from '../../../src/control/twin-wire.ts';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { type Asked, useRemote } from '../use-remote.ts';
import { ActiveFaults } from './active-faults.tsx';
import { FaultForm } from './fault-form.tsx';
import './faults.css';
import { SandboxClock } from './sandbox-clock.tsx';
import { Switches } from './switches.tsx';

/** What goes wrong in the world around the app, and how its time passes. */
export function FaultsPanel() {
  const planted = useStore(useLab().faults);
  const clock = useSandboxClock();
  return (
    <div className="faults">
      <SandboxClock clock={clock.value} onMoved={clock.refresh} />
      <section aria-labelledby="faults-title">
        <Subtitle2 as="h2" block id="faults-title">
          Faults
        </Subtitle2>
        <Body1 as="p" className="faults-lead">
          Dynamics, APNs and FCM go wrong when you say so. Switch a fault on, then send a push or register a
          device: the timeline shows where it struck, and what came of it.
        </Body1>
        {planted ? (
          <>
            <ActiveFaults faults={planted} />
            <Switches faults={planted} />
          </>
        ) : (
          <Spinner size="tiny" label="Asking for the planted faults" />
        )}
        <FaultForm />
      </section>
    </div>
  );
}

/** Less is the way of an answer, in milliseconds. */
const MOVED_MS = 500;

/** The sandbox's clock; asked again when anybody has moved it. */
function useSandboxClock(): Asked<Clock> {
  const { client, clock } = useLab();
  const asked = useRemote(useCallback(() => client.clock(), [client]));
  const { refresh } = asked;
  useEffect(() => {
    const lead = () => clock.now() - Date.now();
    let before = lead();
    return clock.subscribe(() => {
      const moved = Math.abs(lead() - before) > MOVED_MS;
      before = lead();
      if (moved) refresh();
    });
  }, [clock, refresh]);
  return asked;
}
