import { formatDay, formatTime } from '../../clock.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import type { DeviceProps } from '../device-props.ts';
import { AppIcon } from './app-icon.tsx';

/** The home screen; the app's icon starts it or brings it back. */
export function HomeScreen({ phone, actions, appName }: DeviceProps) {
  const now = useStore(useLab().clock);
  const count = phone.tray.length;
  const waiting = count === 1 ? ', 1 notification' : count > 1 ? `, ${count} notifications` : '';
  return (
    <div className="home">
      <p className="home-clock">
        <span className="home-day">{formatDay(now)}</span>
        <span className="home-time">{formatTime(now)}</span>
      </p>
      <div className="home-apps">
        <button type="button" className="home-app" onClick={actions.launch}>
          <AppIcon appName={appName} />
          {count > 0 ? <span className="home-badge" data-count={count} /> : null}
          <span className="visually-hidden">Open </span>
          <span className="home-label">{appName}</span>
          <span className="visually-hidden">
            {' '}
            on {phone.name}
            {waiting}
          </span>
        </button>
      </div>
      <p className="home-hint">
        {phone.state === 'killed' ? 'The app is closed.' : 'The app is in the background.'}
      </p>
    </div>
  );
}
