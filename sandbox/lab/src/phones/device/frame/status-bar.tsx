import type { Phone } from '../../../../../src/control/wire.ts';
import { shortDayOn, timeOn } from '../phone-time.ts';
import { usePhoneTime } from '../use-phone-time.ts';
import { Moon, Signals } from './signals.tsx';

interface StatusBarProps {
  phone: Phone;
  /** The lock screen shows the time itself. */
  withTime: boolean;
  onPull(): void;
}

/** Time, camera and signals. A press pulls down the notifications; the bell of the toolbar does it for keyboards. */
export function StatusBar({ phone, withTime, onPull }: StatusBarProps) {
  const now = usePhoneTime(phone);
  const time = timeOn(phone, now);
  const day = phone.shape === 'tablet' ? shortDayOn(phone, now) : '';
  return (
    <>
      <p className="visually-hidden">{inWords(phone, time)}</p>
      <button
        type="button"
        className="status-bar"
        tabIndex={-1}
        aria-hidden="true"
        lang={phone.language}
        onClick={onPull}
      >
        <span className="status-start">
          {withTime ? (
            <span className="status-time" data-day={day || undefined}>
              {time}
            </span>
          ) : null}
          {phone.focus ? <Moon /> : null}
          {phone.platform === 'android' ? <Icons count={phone.tray.length} /> : null}
        </span>
        <span className="camera" />
        <Signals phone={phone} />
      </button>
    </>
  );
}

/** Android: one small mark for each notification, and a dot where there are more. */
function Icons({ count }: { count: number }) {
  return (
    <span className="status-icons">
      {Array.from({ length: Math.min(count, 3) }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the marks are all the same
        <span key={index} className="status-icon" />
      ))}
      {count > 3 ? <span className="status-more" /> : null}
    </span>
  );
}

const inWords = ({ name, online, focus }: Phone, time: string): string =>
  [`The clock of ${name} says ${time}`, online ? '' : 'it is offline', focus ? 'a Focus is on' : '']
    .filter(Boolean)
    .join('; ');
