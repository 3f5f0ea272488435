import { useState } from 'react';
import type { DeviceProps } from '../device-props.ts';
import { Note } from './note.tsx';

/** The newest notification for some seconds after it came; CSS takes it away again. */
export function Banner({ phone, actions, appName }: DeviceProps) {
  const newest = phone.tray[0];
  // By time, not by id: when the newest is taken away, the one below it has been seen already.
  const [seenAt, setSeenAt] = useState(newest?.at ?? 0);
  const shown = newest && newest.at > seenAt ? newest : undefined;
  return (
    <>
      <p className="visually-hidden" role="status">
        {shown ? `${phone.name}: ${shown.title}. ${shown.body}` : ''}
      </p>
      {shown ? (
        <div className="banner" key={shown.id} onAnimationEnd={() => setSeenAt(shown.at)}>
          <Note item={shown} appName={appName} onTap={() => actions.tap(shown.id)} />
        </div>
      ) : null}
    </>
  );
}
