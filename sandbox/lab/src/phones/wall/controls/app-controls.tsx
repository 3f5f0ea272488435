import { Button, Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { DeviceProps } from '../../device-props.ts';
import { targetLevels } from './choices.ts';
import { ControlRow, ControlSection } from './control-rows.tsx';
import type { WithProfiles } from './use-profiles.ts';
import { whyNot } from './why-not.ts';

/** The app: started, left, ended, installed. */
export function AppControls({ phone, actions, appName, profiles }: WithProfiles) {
  const swipeStops = profiles.some(({ id, swipeStops }) => id === phone.profile && swipeStops);
  const android = phone.platform === 'android';
  return (
    <ControlSection title="App">
      <ControlRow
        name="Launch"
        hint="Opens the app, or brings it to the front."
        why={whyNot.launch(phone)}
        onDo={actions.launch}
      />
      {android ? (
        <ControlRow
          name="Back"
          hint="By button or gesture: in the page, and from its first one out of the app."
          why={actions.canGoBack ? undefined : whyNot.home(phone)}
          onDo={actions.back}
        />
      ) : null}
      <ControlRow
        name="Home"
        hint="Leaves the app; it goes on in the background."
        why={whyNot.home(phone)}
        onDo={actions.home}
      />
      <ControlRow
        name="Swipe the app away"
        hint={
          swipeStops
            ? 'Ends the app from the recent apps; this manufacturer treats that as a force stop.'
            : 'Ends the app from the recent apps; pushes still reach it.'
        }
        why={whyNot.kill(phone)}
        onDo={actions.kill}
      />
      {android ? (
        <ControlRow
          name="Force stop"
          hint="Ends the app in Settings; nothing reaches it until it is opened."
          why={whyNot.forceStop(phone)}
          onDo={actions.forceStop}
        />
      ) : null}
      {android ? (
        <ControlRow
          name="Clear data"
          hint="In Settings: the app is as newly installed, with another token."
          onDo={actions.clearData}
        />
      ) : null}
      <ControlRow
        name="Reinstall"
        hint={`Removes ${appName} and installs it again: permission, data and token are new.`}
        onDo={actions.reinstall}
      />
      {android ? (
        <UpdateApp phone={phone} actions={actions} appName={appName} />
      ) : (
        <ControlRow
          name="Update app"
          hint="A newer build: the app ends; data, permission and token stay."
          onDo={() => actions.updateApp()}
        />
      )}
    </ControlSection>
  );
}

function UpdateApp({ phone, actions }: DeviceProps) {
  const [chosen, setChosen] = useState(0);
  // Never lower than it is now.
  const level = Math.max(chosen, phone.targetLevel ?? 0);
  return (
    <div className="control-value">
      <Field label="Update app" hint="A newer build, perhaps for a higher API level. The app ends.">
        <Select size="small" value={level} onChange={(_, { value }) => setChosen(Number(value))}>
          {targetLevels(phone).map((each) => (
            <option key={each} value={each}>
              {each === phone.targetLevel ? `API level ${each}, as now` : `API level ${each}`}
            </option>
          ))}
        </Select>
      </Field>
      <Button size="small" onClick={() => actions.updateApp({ targetLevel: level })}>
        Update
      </Button>
    </div>
  );
}
