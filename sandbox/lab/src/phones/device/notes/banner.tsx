import { useState } from 'react';
import type { Phone, TrayItem } from '../../../../../src/control/wire.ts';
import type { DeviceProps } from '../../device-props.ts';
import { Note } from './note.tsx';

/** The newest notification for some seconds after it came; CSS takes it away again. */
export function Banner(props: DeviceProps) {
  const { phone } = props;
  const newest = phone.tray[0];
  // By time, not by id: when the newest is taken away, the one below it has been seen already.
  const [seenAt, setSeenAt] = useState(newest?.at ?? 0);
  if (!newest || newest.at <= seenAt || !popsUp(phone, newest)) return null;
  return (
    <div
      className="banner"
      key={newest.id}
      onAnimationEnd={({ target, currentTarget }) => {
        if (target === currentTarget) setSeenAt(newest.at);
      }}
    >
      <Note {...props} item={newest} onDismiss={() => setSeenAt(newest.at)} dismissLabel="Hide" />
    </div>
  );
}

/** Quiet ones show no banner; on Android only those of a channel of high importance do (facts: §6.2, "Channels"). */
function popsUp({ channels }: Phone, { quiet, channel }: TrayItem): boolean {
  if (quiet !== undefined) return false;
  const importance = channels.find(({ id }) => id === channel)?.importance;
  return importance === undefined || importance === 'high';
}

/** Tells a screen reader what has come, also where nothing pops up. */
export function Announcer({ phone }: { phone: Phone }) {
  const newest = phone.tray[0];
  const [seenAt] = useState(newest?.at ?? 0);
  const [toldAt, setToldAt] = useState(seenAt);
  if (newest && newest.at > toldAt) setToldAt(newest.at);
  // Once the newest is taken away, the one below it has been told already.
  const told = newest && newest.at > seenAt && newest.at >= toldAt ? newest : undefined;
  return (
    <p className="visually-hidden" role="status">
      {told ? `${phone.name}${told.quiet ? ', quietly' : ''}: ${told.title}. ${told.body}` : ''}
    </p>
  );
}
