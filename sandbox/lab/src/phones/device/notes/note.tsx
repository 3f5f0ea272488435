import { type KeyboardEvent, useId, useState } from 'react';
import type { TrayItem } from '../../../../../src/control/wire.ts';
import type { DeviceProps } from '../../device-props.ts';
import { AppIcon } from '../app-icon.tsx';
import { ageOn } from '../phone-time.ts';
import { usePhoneTime } from '../use-phone-time.ts';
import { QuietQuestion } from './quiet-question.tsx';
import { useLongPress } from './use-long-press.ts';
import { useSwipe } from './use-swipe.ts';

interface NoteProps extends DeviceProps {
  item: TrayItem;
  /** Absent: it cannot be swiped away where it is. */
  onDismiss?: (() => void) | undefined;
  /** What that is called. */
  dismissLabel?: string;
}

/** One notification, as the system draws it: a press is the tap, a long one spreads it out, a swipe takes it away. */
export function Note({ item, onDismiss, dismissLabel = 'Clear', ...props }: NoteProps) {
  const { phone, actions } = props;
  const [open, setOpen] = useState(false);
  const titleId = useId();
  const swipe = useSwipe(onDismiss);
  const press = useLongPress(() => setOpen(!open));
  const onKeyDown = ({ key, currentTarget }: KeyboardEvent<HTMLElement>) => {
    if (key !== 'Delete' || !onDismiss) return;
    neighbourOf(currentTarget)?.focus();
    onDismiss();
  };
  const asks = phone.permission.status === 'provisional' && item.quiet === 'provisional';
  return (
    <div
      className="note"
      data-open={open || undefined}
      data-quiet={item.quiet}
      style={swipe.style}
      {...swipe.handlers}
    >
      <button
        type="button"
        className="note-tap"
        onKeyDown={onKeyDown}
        {...press}
        onClick={(event) => {
          // The click that ends a gesture is no tap; the keyboard's, which counts none, always is.
          if (event.detail > 0 && (swipe.wasSwiped() || press.wasLong())) event.preventDefault();
          else actions.tap(item.id);
        }}
      >
        <NoteText {...props} item={item} titleId={titleId} open={open} />
      </button>
      <button
        type="button"
        className="note-more"
        aria-expanded={open}
        aria-label={open ? 'Show less' : 'Show more'}
        aria-describedby={titleId}
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" aria-hidden="true">
          <path d="m6 9 6 6 6-6" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      </button>
      {open && onDismiss ? (
        <button type="button" className="note-clear" aria-describedby={titleId} onClick={onDismiss}>
          {dismissLabel}
        </button>
      ) : null}
      {asks ? <QuietQuestion {...props} item={item} /> : null}
    </div>
  );
}

/** The notification below it, or else above. */
function neighbourOf(note: HTMLElement): HTMLElement | undefined {
  const all = [...(note.closest('section')?.querySelectorAll<HTMLElement>('.note-tap') ?? [])];
  const at = all.indexOf(note);
  return all[at + 1] ?? all[at - 1];
}

interface NoteTextProps extends Pick<DeviceProps, 'phone' | 'appName'> {
  item: TrayItem;
  titleId: string;
  open: boolean;
}

function NoteText({ item, phone, appName, titleId, open }: NoteTextProps) {
  const { platform, clockSkewMs } = phone;
  const now = usePhoneTime(phone) - clockSkewMs;
  // The minute that is shown began before what has just come.
  const age = ageOn(phone, { at: item.at, now: Math.max(now, item.at), short: platform === 'android' });
  const title = item.title || (platform === 'ios' ? appName : item.body);
  const body = item.title || platform === 'ios' ? item.body : '';
  return (
    <>
      <AppIcon appName={appName} />
      <span className="note-text">
        {item.level ? (
          <span className="note-level">{item.level === 'critical' ? 'Critical' : 'Time-sensitive'}</span>
        ) : null}
        <span className="note-head">
          <span className="note-app">{appName}</span>
          <span className="note-time" lang={phone.language}>
            {age}
          </span>
        </span>
        <span className="note-title" id={titleId}>
          {title}
        </span>
        {body ? <span className="note-body">{body}</span> : null}
      </span>
      {item.imageUrl ? (
        <img
          className={open ? 'note-picture' : 'note-thumbnail'}
          src={item.imageUrl}
          alt=""
          draggable={false}
        />
      ) : null}
    </>
  );
}
