import { Body1Strong, Caption1, Switch } from '@fluentui/react-components';
import { useId } from 'react';
import type { Fault, TwinName } from '../../../src/control/twin-wire.ts';
import { useLab } from '../lab-context.ts';
import { useBusy } from '../use-busy.ts';
import { plantedOf, READY_MADE, type ReadyMade } from './ready-made.ts';
import { removeFault } from './remove-fault.ts';
import { twinNames } from './words.ts';

/** Faults that are met in production, each a switch. */
export function Switches({ faults }: { faults: readonly Fault[] }) {
  return TWINS.map((twin) => (
    <section key={twin} className="faults-group" aria-labelledby={`faults-of-${twin}`}>
      <Body1Strong as="h3" id={`faults-of-${twin}`}>
        {twinNames[twin]}
      </Body1Strong>
      <div className="faults-switches">
        {READY_MADE[twin].map((ready) => (
          <FaultSwitch key={ready.title} ready={ready} planted={plantedOf(ready, faults)} />
        ))}
      </div>
    </section>
  ));
}

const TWINS = ['dynamics', 'apns', 'fcm'] as const satisfies readonly TwinName[];

function FaultSwitch({ ready, planted }: { ready: ReadyMade; planted: Fault | undefined }) {
  const { client, notices, faults } = useLab();
  const about = useId();
  // The switch turns with the list: until it has come, a press would be one in the same direction again.
  const [, run] = useBusy();
  const change = async (on: boolean) => {
    const call = on ? client.plantFault(ready.plant) : planted && removeFault(client, planted);
    if (call) await notices.watch<unknown>(call);
    await faults.refresh();
  };
  return (
    <div className="fault-switch">
      <Switch
        label={ready.title}
        checked={planted !== undefined}
        aria-describedby={about}
        onChange={(_, { checked }) => void run(() => change(checked))}
      />
      <Caption1 id={about} className="fault-switch-about">
        {ready.about}
      </Caption1>
    </div>
  );
}
