import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  SearchBox,
  Spinner,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Phone, Profile } from '../../../../../src/control/wire.ts';
import { useLab } from '../../../lab-context.ts';
import { useRemote } from '../../../use-remote.ts';
import { MOST } from '../order.ts';
import { ProfileGroup } from './profile-group.tsx';
import { findProfiles, groupsOf } from './profile-words.ts';
import './picker.css';

interface PhonePickerProps {
  open: boolean;
  /** On the wall. */
  shown: readonly Phone[];
  onClose(): void;
}

/** Makes phones of any kind; it stays open for another one. */
export function PhonePicker({ open, shown, onClose }: PhonePickerProps) {
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className="picker">
        <DialogBody>
          <DialogTitle>Add a phone</DialogTitle>
          <PickerContent shown={shown} />
          <DialogActions>
            <Button onClick={onClose}>Done</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function PickerContent({ shown }: { shown: readonly Phone[] }) {
  const { client, wall, notices } = useLab();
  const { value: profiles } = useRemote(client.profiles);
  const [search, setSearch] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, say] = useState('');
  const last = shown.length >= MOST ? shown.at(-1)?.name : undefined;
  const add = async (profile: Profile) => {
    setBusy(true);
    const phone = await notices.watch(client.createPhone(profile.id));
    setBusy(false);
    if (!phone) return say('The phone could not be made.');
    wall.show(phone.id);
    say(`${phone.name} is on the wall.`);
  };
  const found = findProfiles(profiles ?? [], search);
  return (
    <DialogContent className="picker-content">
      <SearchBox
        className="picker-search"
        aria-label="Search the kinds of phones"
        placeholder="Search, such as Android 13 or silently"
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      <p className="picker-said" role="status">
        {said || (last ? `The wall holds ${MOST} phones: a new one takes the place of ${last}.` : '')}
      </p>
      <div className="picker-list">
        {profiles ? null : <Spinner label="Loading" />}
        {groupsOf(found).map((group) => (
          <ProfileGroup key={group.title} {...group} shown={shown} busy={busy} onAdd={add} />
        ))}
        {profiles && found.length === 0 ? <p>No kind of phone matches all of these words.</p> : null}
      </div>
    </DialogContent>
  );
}
