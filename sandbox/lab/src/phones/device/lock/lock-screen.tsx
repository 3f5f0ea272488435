import { useRef } from 'react';
import type { Phone, TrayItem } from '../../../../../src/control/wire.ts';
import type { DeviceProps } from '../../device-props.ts';
import { NoteList } from '../notes/note-list.tsx';
import { dayOn, timeOn } from '../phone-time.ts';
import { useOverlayFocus } from '../use-overlay-focus.ts';
import { usePhoneTime } from '../use-phone-time.ts';

/** What the locked phone shows when it is lit: the time, and the notifications that may stand there. */
export function LockScreen(props: DeviceProps) {
  const { phone, actions } = props;
  const now = usePhoneTime(phone);
  const screen = useRef<HTMLElement>(null);
  useOverlayFocus(screen);
  const tray = phone.tray.filter((item) => standsOnLockScreen(phone, item));
  return (
    <section ref={screen} className="lock-screen" aria-label={`Lock screen of ${phone.name}`}>
      <p className="lock-clock" lang={phone.language}>
        <span className="lock-day">{dayOn(phone, now)}</span>
        <span className="lock-time">{timeOn(phone, now)}</span>
      </p>
      {tray.length > 0 ? <NoteList {...props} tray={tray} /> : null}
      <button type="button" className="lock-open" onClick={actions.unlock}>
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path d="M7 10V8a5 5 0 0 1 10 0v2h1.500v11h-13V10zm2 0h6V8a3 3 0 0 0-6 0z" fill="currentColor" />
        </svg>
        Unlock<span className="visually-hidden"> {phone.name}</span>
      </button>
    </section>
  );
}

/**
 * Quiet ones of a provisional app go to Notification Centre only (facts: apns-fcm-phones.md §6.1). Assumed: so do those
 * that a Focus silences, and those of Android's lowest importance stay off the lock screen.
 */
function standsOnLockScreen({ channels }: Phone, { quiet, channel }: TrayItem): boolean {
  if (quiet === 'provisional' || quiet === 'focus') return false;
  return channels.find(({ id }) => id === channel)?.importance !== 'min';
}
