import type { DeviceProps } from '../device-props.ts';
import { AppPage } from './app-page.tsx';
import { BrowserSheet } from './browser-sheet.tsx';
import { hasButtons, NavBar } from './frame/nav-bar.tsx';
import { SideKey } from './frame/side-key.tsx';
import { StatusBar } from './frame/status-bar.tsx';
import { HomeScreen } from './home-screen.tsx';
import { LockScreen } from './lock/lock-screen.tsx';
import { ScreenOff } from './lock/screen-off.tsx';
import { Announcer, Banner } from './notes/banner.tsx';
import { Shade } from './notes/shade.tsx';
import { PermissionDialog } from './permission-dialog.tsx';
import { RecentApps } from './recent-apps.tsx';
import { SettingsScreen } from './settings/settings-screen.tsx';
import './device.css';
import './frame/shapes.css';
import './frame/bars.css';
import './home.css';
import './screens.css';
import './settings/settings.css';
import './settings/controls.css';
import './notes/notes.css';
import './notes/groups.css';
import './notes/shade.css';
import './lock/lock.css';
import './dialog.css';

/** The phone itself: frame, system bars, the app's page, and what the system lays over it. */
export function PhoneDevice(props: DeviceProps) {
  const { phone, actions } = props;
  const { screen } = actions;
  return (
    <div className="device-slot">
      <div
        className="device"
        data-platform={phone.platform}
        data-shape={phone.shape}
        data-buttons={hasButtons(phone) || undefined}
      >
        <SideKey phone={phone} actions={actions} />
        <Screen {...props} />
        {phone.shape === 'home-button' ? (
          <button
            type="button"
            className="home-key"
            tabIndex={-1}
            aria-hidden="true"
            onClick={screen === 'on' ? actions.home : screen === 'off' ? actions.wake : actions.unlock}
          />
        ) : null}
      </div>
    </div>
  );
}

function Screen(props: DeviceProps) {
  const { phone, actions } = props;
  const { shade, screen } = actions;
  const asked = phone.dialog !== null && screen === 'on';
  return (
    <div className="screen" data-bars={barsOf(props)}>
      <div className="under" inert={shade || asked || screen !== 'on'}>
        <InFront {...props} />
      </div>
      {screen === 'lock' ? (
        <div className="under" inert={shade}>
          <LockScreen {...props} />
        </div>
      ) : null}
      {screen === 'off' ? null : shade ? <Shade {...props} /> : null}
      {screen === 'on' && !shade ? <Banner {...props} /> : null}
      <Announcer phone={phone} />
      {asked ? <PermissionDialog {...props} appName={phone.dialog?.appName ?? props.appName} /> : null}
      <StatusBar phone={phone} withTime={screen === 'on' && !shade} onPull={actions.toggleShade} />
      <NavBar phone={phone} actions={actions} />
      {screen === 'off' ? <ScreenOff phone={phone} actions={actions} /> : null}
    </div>
  );
}

/** What the person looks at when nothing is pulled over it. */
function InFront(props: DeviceProps) {
  const { phone, actions, appName } = props;
  const { settings, recents } = actions;
  const inApp = phone.state === 'foreground' && !settings && !recents;
  return (
    <>
      {phone.state === 'killed' ? null : <AppPage phone={phone} appName={appName} covered={!inApp} />}
      {isAtHome(props) ? <HomeScreen {...props} /> : null}
      {recents && !settings ? <RecentApps {...props} /> : null}
      {settings ? <SettingsScreen {...props} /> : null}
      {phone.browser === null ? null : <BrowserSheet {...props} url={phone.browser} />}
    </>
  );
}

const isAtHome = ({ phone, actions }: DeviceProps): boolean =>
  phone.state !== 'foreground' && !actions.settings && !actions.recents && phone.browser === null;

/** The system's bars are light over a picture, and dark over a page. */
const barsOf = (props: DeviceProps): 'light' | undefined =>
  isAtHome(props) || props.actions.recents || props.actions.shade || props.actions.screen !== 'on'
    ? 'light'
    : undefined;
