import { Field, Select } from '@fluentui/react-components';
import type { Channel, Importance } from '../../../../../src/control/wire.ts';
import type { DeviceProps } from '../../device-props.ts';
import { notifies, permissionOf } from '../../words.ts';
import { ControlRow, ControlSection, SwitchRow } from './control-rows.tsx';
import { ValueRow } from './value-row.tsx';
import { whyNot } from './why-not.ts';

/** Whether and how the app may notify, and its token. */
export function PushControls({ phone, actions, appName }: DeviceProps) {
  const android = phone.platform === 'android';
  return (
    <ControlSection title="Push">
      <SwitchRow
        name="Notifications"
        hint={`The switch in the system’s settings of ${appName}. Now: ${permissionOf(phone)}.`}
        on={notifies(phone)}
        onFlip={actions.setNotifications}
      />
      {android ? (
        <ControlRow
          name="Lose permission"
          hint="As after months without use: the system takes the permission away."
          why={whyNot.loseUnusedPermissions(phone)}
          onDo={actions.loseUnusedPermissions}
        />
      ) : (
        <ControlRow
          name="Provisional"
          hint="The app asks for provisional authorisation: no dialog, quiet notifications."
          why={whyNot.authorizeProvisionally(phone)}
          onDo={actions.authorizeProvisionally}
        />
      )}
      <ControlRow
        name="Rotate token"
        hint="The system replaces the push token; the old one is dead."
        onDo={actions.rotateToken}
      />
      {android ? <Channels phone={phone} actions={actions} appName={appName} /> : null}
    </ControlSection>
  );
}

function Channels({ phone, actions }: DeviceProps) {
  return (
    <>
      {phone.channels.map((channel) => (
        <ChannelRow
          key={channel.id}
          channel={channel}
          onSet={(importance) => actions.setChannel(channel.id, importance)}
        />
      ))}
      <ValueRow
        label="Another notification channel"
        hint={
          phone.channels.length === 0
            ? 'The app creates its own when it is first opened.'
            : 'As native code of your app would make it.'
        }
        value=""
        placeholder="News"
        action="Create"
        why={whyNot.makeChannel(phone)}
        onSet={actions.makeChannel}
      />
    </>
  );
}

const importances: [Importance, string][] = [
  ['high', 'High: sound and banner'],
  ['default', 'Default: sound'],
  ['low', 'Low: silent'],
  ['min', 'Lowest: silent and minimised'],
  ['none', 'Off: blocked'],
];

function ChannelRow({ channel, onSet }: { channel: Channel; onSet(importance: Importance): void }) {
  return (
    <Field
      label={`Notification channel “${channel.name}”`}
      hint={channel.setBy === 'person' ? 'Set by the person.' : 'As the app created it.'}
    >
      <Select
        size="small"
        value={channel.importance}
        onChange={(_, { value }) => {
          const [importance] = importances.find(([name]) => name === value) ?? [];
          if (importance) onSet(importance);
        }}
      >
        {importances.map(([importance, words]) => (
          <option key={importance} value={importance}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}
