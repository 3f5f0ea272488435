import { type KeyboardEvent, useId, useRef } from 'react';
import type { Phone } from '../../../../src/control/wire.ts';
import type { DeviceProps } from '../device-props.ts';
import { useOverlayFocus } from './use-overlay-focus.ts';

/** The system's question, in the system's own words (iOS; Android 13 and later). */
export function PermissionDialog({ phone, actions, appName }: DeviceProps) {
  const dialog = useRef<HTMLDivElement>(null);
  useOverlayFocus(dialog);
  const noteId = useId();
  const ios = phone.platform === 'ios';
  // Android's dialog can be swiped away without an answer; that of iOS cannot.
  const dismiss = ios ? undefined : () => actions.answer('dismiss');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') dismiss?.();
  };
  const title = ios
    ? `“${appName}” Would Like to Send You Notifications`
    : `Allow ${appName} to send you notifications?`;
  return (
    <div className="dialog-layer">
      <button type="button" className="scrim" tabIndex={-1} aria-hidden="true" onClick={dismiss} />
      <div
        ref={dialog}
        className={ios ? 'alert-ios' : 'alert-material'}
        role="alertdialog"
        aria-label={`${phone.name}: ${title}`}
        aria-describedby={noteId}
        onKeyDown={onKeyDown}
      >
        {ios ? <IosQuestion title={title} /> : <MaterialQuestion title={title} />}
        <div className="alert-buttons">
          {ios ? (
            <button type="button" onClick={() => actions.answer('deny')}>
              Don’t Allow
            </button>
          ) : null}
          <button type="button" onClick={() => actions.answer('allow')}>
            Allow
          </button>
          {ios ? null : (
            <button type="button" onClick={() => actions.answer('deny')}>
              Don’t allow
            </button>
          )}
        </div>
      </div>
      <p className="dialog-note" id={noteId}>
        {consequenceOf(phone)}
      </p>
    </div>
  );
}

/** Built for an Android before 13, an app knows nothing of the question. */
const KNOWS_FROM_TARGET = 33;

/** What the answer decides, which the system does not say (facts: apns-fcm-phones.md §6.1, §6.2). */
function consequenceOf({ platform, targetLevel = 0, permission }: Phone): string {
  if (platform === 'ios') return 'iOS asks once. After “Don’t Allow” only Settings can change it.';
  if (targetLevel < KNOWS_FROM_TARGET)
    return 'The system asks by itself, as the app is built for Android 12L or earlier. One “Don’t allow” is final.';
  return permission.denials === 0
    ? 'First question. After “Don’t allow” the app may ask once more; Escape swipes the question away.'
    : 'Second question. After another “Don’t allow” Android does not ask again.';
}

function IosQuestion({ title }: { title: string }) {
  return (
    <div className="alert-text">
      <h3>{title}</h3>
      <p>Notifications may include alerts, sounds, and icon badges. These can be configured in Settings.</p>
    </div>
  );
}

function MaterialQuestion({ title }: { title: string }) {
  return (
    <div className="alert-text">
      <svg viewBox="0 0 24 24" width="24" height="24" fill="currentColor" aria-hidden="true">
        <path d="M12 22a2 2 0 0 0 2-2h-4a2 2 0 0 0 2 2zm6-6v-5c0-3.100-1.600-5.600-4.500-6.300V4a1.500 1.500 0 0 0-3 0v.7C7.600 5.400 6 7.900 6 11v5l-2 2v1h16v-1z" />
      </svg>
      <h3>{title}</h3>
    </div>
  );
}
