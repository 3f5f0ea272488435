import type { Phone } from '../../../../src/control/wire.ts';
import type { DeviceProps } from '../device-props.ts';
import { AppIcon } from './app-icon.tsx';
import { dayOn } from './phone-time.ts';
import { usePhoneTime } from './use-phone-time.ts';

/** The home screen; the app's icon starts it or brings it back. */
export function HomeScreen({ phone, actions, appName }: DeviceProps) {
  const now = usePhoneTime(phone);
  const ios = phone.platform === 'ios';
  return (
    <div className="home">
      <p className="home-day" lang={phone.language}>
        {dayOn(phone, now)}
      </p>
      <div className="home-apps">
        <button type="button" className="home-app" onClick={actions.launch}>
          <AppIcon appName={appName} />
          {ios && phone.badge > 0 ? <span className="home-badge" data-count={phone.badge} /> : null}
          {!ios && phone.tray.length > 0 ? <span className="home-dot" /> : null}
          <span className="visually-hidden">Open </span>
          <span className="home-label" data-new={(ios && !phone.opened) || undefined}>
            {appName}
          </span>
          <span className="visually-hidden">
            {' '}
            on {phone.name}
            {waitingIn(phone)}
          </span>
        </button>
      </div>
      <p className="home-hint">{hintOf(phone)}</p>
      <Dock />
    </div>
  );
}

/** Other apps, to look at: phone, mail, browser, music. */
function Dock() {
  const glyphs = [
    'M7 4l3 4-2 3a12 12 0 0 0 5 5l3-2 4 3-2 3C11 21 3 13 4 6z',
    'M3 6h18v12H3zm0 0 9 7 9-7',
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm4 5-2.500 5.500L8 16l2.500-5.500z',
    'M9 18V6l10-2v12M9 18a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zm10-2a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0z',
  ];
  return (
    <div className="home-dock" aria-hidden="true">
      {glyphs.map((path) => (
        <span key={path}>
          <svg
            viewBox="0 0 24 24"
            width="30"
            height="30"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.800"
          >
            <title>Another app</title>
            <path d={path} strokeLinejoin="round" />
          </svg>
        </span>
      ))}
    </div>
  );
}

function waitingIn({ tray, badge }: Phone): string {
  const count = tray.length;
  const notifications = count === 1 ? ', 1 notification' : count > 1 ? `, ${count} notifications` : '';
  return `${notifications}${badge > 0 ? `, badge ${badge}` : ''}`;
}

/** How the app stands, where that is not to be seen from its icon. */
function hintOf({ state, platform, opened, forceStopped }: Phone): string {
  if (forceStopped) return 'Force-stopped: nothing reaches the app until it is opened.';
  if (state === 'background') return 'The app is in the background.';
  if (opened) return 'The app is closed.';
  return platform === 'ios'
    ? 'The app is installed and has not been opened yet.'
    : 'The app is installed. Nothing reaches it until it is opened.';
}
