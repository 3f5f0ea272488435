import { Body1, Subtitle2 } from '@fluentui/react-components';
import { useCallback } from 'react';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { useRemote } from '../use-remote.ts';
import { ActiveFaults } from './active-faults.tsx';
import { FaultForm } from './fault-form.tsx';
import './faults.css';
import { SandboxClock } from './sandbox-clock.tsx';
import { Switches } from './switches.tsx';

/** What goes wrong in the world around the app, and how its time passes. */
export function FaultsPanel() {
  const { client, faults } = useLab();
  const planted = useStore(faults);
  const clock = useRemote(useCallback(() => client.clock(), [client]));
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
        <ActiveFaults faults={planted ?? []} aheadMs={clock.value?.aheadMs ?? 0} />
        <Switches faults={planted ?? []} />
        <FaultForm />
      </section>
    </div>
  );
}
