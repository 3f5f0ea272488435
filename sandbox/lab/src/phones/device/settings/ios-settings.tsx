import type { Phone } from '../../../../../src/control/wire.ts';
import type { DeviceProps } from '../../device-props.ts';
import { notifies } from '../../words.ts';
import { AppIcon } from '../app-icon.tsx';
import { Card, SwitchRow } from './row.tsx';
import { wayBack } from './way-back.ts';

/** Settings › Notifications of the app. */
export function IosSettings(props: DeviceProps) {
  const { phone, actions, appName } = props;
  const on = notifies(phone);
  const quiet = phone.permission.status === 'provisional';
  return (
    <>
      <button type="button" className="settings-back" onClick={actions.closeSettings}>
        {wayBack(props)}
      </button>
      <h3>Notifications</h3>
      <p className="settings-app">
        <AppIcon appName={appName} />
        {appName}
      </p>
      <Card>
        <SwitchRow label="Allow Notifications" checked={on} onChange={actions.setNotifications} />
      </Card>
      {on ? <Alerts phone={phone} /> : null}
      {quiet ? (
        <>
          <Card>
            <button
              type="button"
              className="settings-row settings-action"
              onClick={() => actions.setNotifications(true)}
            >
              Deliver Prominently
            </button>
          </Card>
          <p className="settings-hint">
            {appName} was allowed provisionally: its notifications come quietly until the person decides.
          </p>
        </>
      ) : null}
      <p className="settings-hint">The app notices a change when it is in front again.</p>
    </>
  );
}

/** Where alerts appear. A provisional app has Notification Centre only (facts: apns-fcm-phones.md §6.1). */
function Alerts({ phone }: { phone: Phone }) {
  const quiet = phone.permission.status === 'provisional';
  const places = [
    { name: 'Lock Screen', on: !quiet },
    { name: 'Notification Centre', on: true },
    { name: 'Banners', on: !quiet },
  ];
  const rest = quiet ? 'Off' : 'On';
  return (
    <>
      <h4 className="settings-title">Alerts</h4>
      <ul className="settings-card settings-places">
        {places.map(({ name, on }) => (
          <li key={name} data-on={on || undefined}>
            <span className="place-picture" data-place={name} aria-hidden="true" />
            {name}
            <span className="visually-hidden">: {on ? 'on' : 'off'}</span>
            <svg className="place-check" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
              <circle cx="12" cy="12" r="10" />
              {on ? <path d="m7.500 12.500 3 3 6-6.500" /> : null}
            </svg>
          </li>
        ))}
      </ul>
      <dl className="settings-card settings-facts">
        <div>
          <dt>Sounds</dt>
          <dd>{rest}</dd>
        </div>
        <div>
          <dt>Badges</dt>
          <dd>{rest}</dd>
        </div>
      </dl>
    </>
  );
}
