import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { DeviceProps } from '../device-props.ts';

/** The system's question, in the system's own words (iOS 26; Android 13 and later). */
export function PermissionDialog({ phone, actions, appName }: DeviceProps) {
  const dialog = useRef<HTMLDivElement>(null);
  const ios = phone.platform === 'ios';
  useEffect(() => takeFocus(dialog.current), []);
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
    </div>
  );
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

/** Only from the phone itself, or from nowhere: who types elsewhere in the lab is not interrupted. */
function takeFocus(dialog: HTMLElement | null): void {
  const focused = document.activeElement;
  const free = !focused || focused === document.body || dialog?.closest('.phone')?.contains(focused);
  if (free) dialog?.querySelector('button')?.focus();
}
