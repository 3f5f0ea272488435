import { useState } from 'react';
import type { DeviceProps } from '../../device-props.ts';
import { notifies } from '../../words.ts';
import { AppIcon } from '../app-icon.tsx';
import { ChannelPage } from './channel-page.tsx';
import { importanceInWords } from './importance.ts';
import { Card, LinkRow, SwitchRow } from './row.tsx';
import { wayBack } from './way-back.ts';

/** A page of the app's settings: what is behind it, and `channel` with the channel's id. */
type Page = 'info' | 'notifications' | 'storage' | { channel: string };

/** Settings › App info, and the pages below it. */
export function AndroidSettings(props: DeviceProps) {
  const [page, setPage] = useState<Page>('info');
  if (page === 'info') return <AppInfo {...props} open={setPage} />;
  if (page === 'storage') return <Storage {...props} back={() => setPage('info')} />;
  if (page === 'notifications')
    return (
      <Notifications
        {...props}
        back={() => setPage('info')}
        openChannel={(channel) => setPage({ channel })}
      />
    );
  const channel = props.phone.channels.find(({ id }) => id === page.channel);
  const back = () => setPage('notifications');
  if (!channel) return <Notifications {...props} back={() => setPage('info')} openChannel={() => back()} />;
  return <ChannelPage {...props} channel={channel} back={back} />;
}

interface AppInfoProps extends DeviceProps {
  open(page: Page): void;
}

function AppInfo({ open, ...props }: AppInfoProps) {
  const { phone, actions, appName } = props;
  return (
    <>
      <button type="button" className="settings-back" onClick={actions.closeSettings}>
        {wayBack(props)}
      </button>
      <h3>App info</h3>
      <p className="settings-app settings-app-large">
        <AppIcon appName={appName} />
        {appName}
      </p>
      <div className="settings-actions">
        <button type="button" onClick={actions.launch}>
          Open
        </button>
        <button type="button" disabled={phone.forceStopped} onClick={actions.stopInSettings}>
          Force stop
        </button>
      </div>
      {phone.forceStopped ? (
        <p className="settings-hint" role="status">
          Stopped. Nothing reaches the app until it is opened.
        </p>
      ) : null}
      <Card>
        <LinkRow
          label="Notifications"
          value={notifies(phone) ? 'On' : 'Off'}
          onOpen={() => open('notifications')}
        />
        <LinkRow label="Storage & cache" value="Clear storage" onOpen={() => open('storage')} />
      </Card>
    </>
  );
}

interface NotificationsProps extends DeviceProps {
  back(): void;
  openChannel(id: string): void;
}

function Notifications({ phone, actions, appName, back, openChannel }: NotificationsProps) {
  const on = notifies(phone);
  return (
    <>
      <button type="button" className="settings-back" onClick={back}>
        App info
      </button>
      <h3>Notifications</h3>
      <Card>
        <SwitchRow label={`All ${appName} notifications`} checked={on} onChange={actions.setNotifications} />
      </Card>
      {on && phone.channels.length > 0 ? (
        <>
          <h4 className="settings-title">Categories</h4>
          <Card>
            {phone.channels.map(({ id, name, importance }) => (
              <LinkRow
                key={id}
                label={name}
                value={importanceInWords[importance]}
                onOpen={() => openChannel(id)}
              />
            ))}
          </Card>
        </>
      ) : null}
      {on && phone.channels.length === 0 ? (
        <p className="settings-hint">The app has no notification channel yet. It makes one when it starts.</p>
      ) : null}
      <p className="settings-hint">The app notices a change when it is in front again.</p>
    </>
  );
}

function Storage({ actions, appName, back }: DeviceProps & { back(): void }) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <button type="button" className="settings-back" onClick={back}>
        App info
      </button>
      <h3>Storage</h3>
      <p className="settings-hint">
        Clearing the storage of {appName} leaves it as it was just after it was installed, with a new push
        token.
      </p>
      <div className="settings-actions">
        <button type="button" aria-expanded={asks} onClick={() => setAsks(!asks)}>
          Clear storage
        </button>
      </div>
      {asks ? (
        <div className="settings-confirm" role="alertdialog" aria-label={`Clear storage of ${appName}?`}>
          <strong>Delete app data?</strong>
          <p>Everything the app has stored on this phone is deleted for good.</p>
          <div className="settings-confirm-buttons">
            {/* biome-ignore lint/a11y/noAutofocus: the question that the press has opened */}
            <button type="button" autoFocus onClick={() => setAsks(false)}>
              Cancel
            </button>
            <button type="button" onClick={actions.clearData}>
              Delete
            </button>
          </div>
        </div>
      ) : null}
    </>
  );
}
