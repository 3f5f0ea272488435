import { type KeyboardEvent, useRef } from 'react';
import type { DeviceProps } from '../device-props.ts';
import { AppIcon } from './app-icon.tsx';
import { useOverlayFocus } from './use-overlay-focus.ts';

/** Android's list of recent apps, from which the app is opened, or swiped away. */
export function RecentApps({ phone, actions, appName }: DeviceProps) {
  const list = useRef<HTMLElement>(null);
  useOverlayFocus(list);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') actions.home();
  };
  return (
    <section
      ref={list}
      className="recents"
      tabIndex={-1}
      aria-label={`Recent apps of ${phone.name}`}
      onKeyDown={onKeyDown}
    >
      {phone.state === 'killed' ? (
        <p className="recents-empty">No recent items</p>
      ) : (
        <>
          <button type="button" className="recents-card" onClick={actions.launch}>
            <AppIcon appName={appName} />
            <span>{appName}</span>
          </button>
          <button type="button" className="recents-close" onClick={actions.kill}>
            Close {appName}
          </button>
        </>
      )}
    </section>
  );
}
