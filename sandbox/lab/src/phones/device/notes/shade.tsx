import { type KeyboardEvent, useRef } from 'react';
import type { DeviceProps } from '../../device-props.ts';
import { dayOn, shortDayOn, timeOn } from '../phone-time.ts';
import { useOverlayFocus } from '../use-overlay-focus.ts';
import { usePhoneTime } from '../use-phone-time.ts';
import { NoteList } from './note-list.tsx';

/** Notification Centre on iOS, the notification shade on Android. */
export function Shade(props: DeviceProps) {
  const { phone, actions } = props;
  const { toggleShade } = actions;
  const shade = useRef<HTMLElement>(null);
  useOverlayFocus(shade);
  const now = usePhoneTime(phone);
  const ios = phone.platform === 'ios';
  const title = ios ? 'Notification Centre' : 'Notifications';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') toggleShade();
  };
  return (
    <section ref={shade} className="shade" aria-label={`${title} of ${phone.name}`} onKeyDown={onKeyDown}>
      <header className="shade-head">
        <p className="shade-clock" lang={phone.language}>
          <span className="shade-time">{timeOn(phone, now)}</span>
          <span className="shade-day">{ios ? dayOn(phone, now) : shortDayOn(phone, now)}</span>
        </p>
        <h3 className={ios ? undefined : 'visually-hidden'}>{title}</h3>
        {ios && phone.tray.length > 0 ? (
          <button type="button" className="shade-clear" onClick={() => actions.dismiss()}>
            Clear<span className="visually-hidden"> all notifications</span>
          </button>
        ) : null}
        <button type="button" onClick={toggleShade}>
          Close
        </button>
      </header>
      {ios ? null : <QuickSettings {...props} />}
      {phone.tray.length === 0 ? (
        <p className="shade-empty">{ios ? 'No Notifications' : 'No notifications'}</p>
      ) : (
        <NoteList {...props} tray={phone.tray} />
      )}
      {ios ? null : <AndroidFooter {...props} />}
    </section>
  );
}

/** The tiles that do something here. */
function QuickSettings({ phone, actions }: DeviceProps) {
  return (
    <div className="tiles">
      <button
        type="button"
        className="tile"
        aria-pressed={phone.online}
        onClick={() => actions.setOnline(!phone.online)}
      >
        <strong>Internet</strong>
        <span>{phone.online ? 'Connected' : 'Off'}</span>
      </button>
      <button
        type="button"
        className="tile"
        aria-pressed={!phone.online}
        onClick={() => actions.setOnline(!phone.online)}
      >
        <strong>Aeroplane mode</strong>
        <span>{phone.online ? 'Off' : 'On'}</span>
      </button>
    </div>
  );
}

function AndroidFooter({ phone, actions }: DeviceProps) {
  return (
    <footer className="shade-foot">
      <button type="button" onClick={actions.openSettings}>
        Manage
      </button>
      {phone.tray.length > 0 ? (
        <button type="button" onClick={() => actions.dismiss()}>
          Clear all
        </button>
      ) : null}
    </footer>
  );
}
