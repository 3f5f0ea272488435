import { useId } from 'react';
import type { DeviceProps } from '../device-props.ts';
import { notifies } from '../words.ts';
import { AppIcon } from './app-icon.tsx';

/** The system's settings of the app: its notification switch. */
export function SettingsScreen({ phone, actions, appName }: DeviceProps) {
  const id = useId();
  const on = notifies(phone);
  const ios = phone.platform === 'ios';
  const label = ios ? 'Allow Notifications' : `All ${appName} notifications`;
  return (
    <section className="settings" aria-label={`Settings of ${appName} on ${phone.name}`}>
      <button type="button" className="settings-back" onClick={actions.closeSettings}>
        {phone.state === 'killed' ? 'Home' : `Back to ${appName}`}
      </button>
      <h3>{ios ? 'Notifications' : 'App notifications'}</h3>
      <p className="settings-app">
        <AppIcon appName={appName} />
        {appName}
      </p>
      <div className="settings-row">
        <label htmlFor={id}>{label}</label>
        <input
          id={id}
          type="checkbox"
          role="switch"
          className="os-switch"
          checked={on}
          aria-checked={on}
          onChange={(event) => actions.setNotifications(event.target.checked)}
        />
      </div>
      <p className="settings-hint">The app notices a change when it is in front again.</p>
    </section>
  );
}
