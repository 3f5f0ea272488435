import { useState } from 'react';
import type { TrayItem } from '../../../../../src/control/wire.ts';
import type { DeviceProps } from '../../device-props.ts';
import { type NoteGroup, sectionsOf } from './groups.ts';
import { Note } from './note.tsx';

/** Notifications in sections and groups, as shade and lock screen list them. */
export function NoteList({ tray, ...props }: DeviceProps & { tray: readonly TrayItem[] }) {
  return sectionsOf(props.phone, tray).map(({ title, groups }) => (
    <div key={title ?? 'all'} className="note-section">
      {title ? <h4 className="note-section-title">{title}</h4> : null}
      <ul>
        {groups.map((group) => (
          <Group key={group.key} {...props} group={group} />
        ))}
      </ul>
    </div>
  ));
}

/** One notification, or a pile of them until it is spread out. */
function Group({ group: { items }, ...props }: DeviceProps & { group: NoteGroup }) {
  const [spread, setSpread] = useState(false);
  const { dismiss } = props.actions;
  const [newest, ...others] = items;
  if (!newest) return null;
  const shown = spread ? items : [newest];
  return (
    <li className="note-group" data-pile={(others.length > 0 && !spread) || undefined}>
      {shown.map((item) => (
        <Note key={item.id} {...props} item={item} onDismiss={() => dismiss(item.id)} />
      ))}
      {others.length > 0 ? (
        <button
          type="button"
          className="note-spread"
          aria-expanded={spread}
          onClick={() => setSpread(!spread)}
        >
          {spread
            ? 'Show less'
            : others.length === 1
              ? '1 more notification'
              : `${others.length} more notifications`}
        </button>
      ) : null}
    </li>
  );
}
