import type { DeviceProps } from '../device-props.ts';
import { Banner } from './banner.tsx';
import { BrowserSheet } from './browser-sheet.tsx';
import { HomeScreen } from './home-screen.tsx';
import { PermissionDialog } from './permission-dialog.tsx';
import { SettingsScreen } from './settings-screen.tsx';
import { Shade } from './shade.tsx';
import { StatusBar } from './status-bar.tsx';
import { WebView } from './web-view.tsx';
import './device.css';
import './home.css';
import './screens.css';
import './notes.css';
import './dialog.css';

/** The phone itself: frame, system bars, the app's page, and what the system lays over it. */
export function PhoneDevice({ phone, actions, appName }: DeviceProps) {
  const { shade, settings } = actions;
  const atHome = phone.state !== 'foreground' && !settings && phone.browser === null;
  const covered = phone.state !== 'foreground' || settings || shade || phone.dialog !== null;
  const props = { phone, actions, appName };
  return (
    <div className="device-slot">
      <div className="device" data-platform={phone.platform}>
        <div className="screen" data-home={atHome || undefined}>
          <StatusBar phone={phone} onPull={actions.toggleShade} />
          {phone.state === 'killed' ? null : (
            <WebView key={phone.page.generation} phone={phone} covered={covered} />
          )}
          {atHome ? <HomeScreen {...props} /> : null}
          {settings ? <SettingsScreen {...props} /> : null}
          {phone.browser === null ? null : <BrowserSheet {...props} url={phone.browser} />}
          {shade ? <Shade {...props} /> : <Banner {...props} />}
          {phone.dialog ? (
            <PermissionDialog phone={phone} actions={actions} appName={phone.dialog.appName} />
          ) : null}
          <button
            type="button"
            className="gesture-bar"
            tabIndex={-1}
            aria-hidden="true"
            onClick={actions.home}
          />
        </div>
      </div>
    </div>
  );
}
