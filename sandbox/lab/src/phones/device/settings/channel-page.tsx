import { useId } from 'react';
import type { Channel, Importance } from '../../../../../src/control/wire.ts';
import type { DeviceProps } from '../../device-props.ts';
import {
  fourSteps,
  hasMore,
  importanceOf,
  importanceWhenOn,
  isAlerting,
  TWO_WAYS_FROM_API,
} from './importance.ts';
import { Card, ChoiceRow, SwitchRow } from './row.tsx';

interface ChannelPageProps extends DeviceProps {
  channel: Channel;
  back(): void;
}

/** The page of one notification channel, which Android's Settings call a category. */
export function ChannelPage({ phone, actions, channel, back }: ChannelPageProps) {
  const { importance } = channel;
  const { apiLevel = 0 } = phone;
  const set = (next: Importance) => actions.setChannel(channel.id, next);
  const Steps = apiLevel < TWO_WAYS_FROM_API ? FourSteps : TwoWays;
  return (
    <>
      <button type="button" className="settings-back" onClick={back}>
        Notifications
      </button>
      <h3>{channel.name}</h3>
      <Card>
        <SwitchRow
          label="Show notifications"
          checked={importance !== 'none'}
          onChange={(on) => set(on ? importanceWhenOn(channel, apiLevel) : 'none')}
        />
      </Card>
      {importance === 'none' ? (
        <p className="settings-hint">Notifications of this category are blocked.</p>
      ) : (
        <Steps importance={importance} set={set} />
      )}
    </>
  );
}

interface StepsProps {
  importance: Importance;
  set(importance: Importance): void;
}

function TwoWays({ importance, set }: StepsProps) {
  const group = useId();
  const alerting = isAlerting(importance);
  return (
    <>
      <div className="settings-card" role="radiogroup" aria-label="How it notifies">
        <ChoiceRow
          {...{ group, label: 'Default', text: 'May ring or vibrate', checked: alerting }}
          onPick={() => set('default')}
        />
        <ChoiceRow
          {...{ group, label: 'Silent', text: 'No sound or vibration', checked: !alerting }}
          onPick={() => set('low')}
        />
      </div>
      <Card>
        <SwitchRow
          label={alerting ? 'Pop on screen' : 'Minimise'}
          checked={hasMore(importance)}
          onChange={(more) => set(importanceOf(alerting, more))}
        />
      </Card>
    </>
  );
}

function FourSteps({ importance, set }: StepsProps) {
  const group = useId();
  return (
    <>
      <h4 className="settings-title">Importance</h4>
      <div className="settings-card" role="radiogroup" aria-label="Importance">
        {fourSteps.map((step) => (
          <ChoiceRow
            key={step.importance}
            {...{ group, label: step.name, text: step.text, checked: step.importance === importance }}
            onPick={() => set(step.importance)}
          />
        ))}
      </div>
    </>
  );
}
