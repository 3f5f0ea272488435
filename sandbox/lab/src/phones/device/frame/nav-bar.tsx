import type { Phone } from '../../../../../src/control/wire.ts';
import type { PhoneActions } from '../../use-phone.ts';

/** Android before 10 (API level 29) has buttons where others have a bar to swipe. */
const BAR_FROM_API = 29;
export const hasButtons = ({ platform, apiLevel = 0 }: Phone): boolean =>
  platform === 'android' && apiLevel < BAR_FROM_API;

/** What leads home at the lower edge of the screen; the toolbar's home button does it for keyboards. */
export function NavBar({ phone, actions }: { phone: Phone; actions: PhoneActions }) {
  if (phone.shape === 'home-button') return null;
  if (hasButtons(phone)) return <NavButtons phone={phone} actions={actions} />;
  return (
    <button
      type="button"
      className="gesture-bar"
      tabIndex={-1}
      aria-hidden="true"
      onClick={actions.screen === 'lock' ? actions.unlock : actions.home}
    />
  );
}

function NavButtons({ phone, actions }: { phone: Phone; actions: PhoneActions }) {
  return (
    <div className="nav-buttons">
      <button type="button" aria-label={`Back on ${phone.name}`} onClick={actions.back}>
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M17 5v14L6 12z" />
        </svg>
      </button>
      <button type="button" tabIndex={-1} aria-hidden="true" onClick={actions.home}>
        <svg viewBox="0 0 24 24" width="22" height="22">
          <title>Home</title>
          <circle cx="12" cy="12" r="7" />
        </svg>
      </button>
      <button type="button" aria-label={`Recent apps on ${phone.name}`} onClick={actions.toggleRecents}>
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <rect x="6" y="6" width="12" height="12" rx="1.5" />
        </svg>
      </button>
    </div>
  );
}
