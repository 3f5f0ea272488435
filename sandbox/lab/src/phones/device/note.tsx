import type { TrayItem } from '../../../../src/control/wire.ts';
import { formatTime } from '../../clock.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { AppIcon } from './app-icon.tsx';

interface NoteProps {
  item: TrayItem;
  appName: string;
  onTap(): void;
}

/** One notification, as the system draws it; a press is the tap. */
export function Note({ item, appName, onTap }: NoteProps) {
  const now = useStore(useLab().clock);
  return (
    <button type="button" className="note" onClick={onTap}>
      <AppIcon appName={appName} />
      <span className="note-text">
        <span className="note-head">
          <span className="note-app">{appName}</span>
          <span className="note-time">{now - item.at < 60_000 ? 'now' : formatTime(item.at)}</span>
        </span>
        <span className="note-title">{item.title}</span>
        {item.body ? <span className="note-body">{item.body}</span> : null}
      </span>
      {item.imageUrl ? <img className="note-image" src={item.imageUrl} alt="" /> : null}
    </button>
  );
}
