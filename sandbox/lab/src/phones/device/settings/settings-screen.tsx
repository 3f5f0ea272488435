import { type KeyboardEvent, useRef } from 'react';
import type { DeviceProps } from '../../device-props.ts';
import { useOverlayFocus } from '../use-overlay-focus.ts';
import { AndroidSettings } from './android-settings.tsx';
import { IosSettings } from './ios-settings.tsx';

/** The system's settings of the app. */
export function SettingsScreen(props: DeviceProps) {
  const { phone, actions, appName } = props;
  const screen = useRef<HTMLElement>(null);
  useOverlayFocus(screen);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') actions.closeSettings();
  };
  return (
    <section
      ref={screen}
      className="settings"
      aria-label={`Settings of ${appName} on ${phone.name}`}
      onKeyDown={onKeyDown}
    >
      {phone.platform === 'ios' ? <IosSettings {...props} /> : <AndroidSettings {...props} />}
    </section>
  );
}
