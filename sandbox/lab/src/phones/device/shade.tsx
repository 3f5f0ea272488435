import type { DeviceProps } from '../device-props.ts';
import { Note } from './note.tsx';

/** Notification Centre on iOS, the notification shade on Android. */
export function Shade({ phone, actions, appName }: DeviceProps) {
  const title = phone.platform === 'ios' ? 'Notification Centre' : 'Notifications';
  return (
    <section className="shade" aria-label={`${title} of ${phone.name}`}>
      <header className="shade-head">
        <h3>{title}</h3>
        <button type="button" onClick={actions.toggleShade}>
          Close
        </button>
      </header>
      {phone.tray.length === 0 ? <p className="shade-empty">No notifications</p> : null}
      <ul>
        {phone.tray.map((item) => (
          <li key={item.id}>
            <Note item={item} appName={appName} onTap={() => actions.tap(item.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
