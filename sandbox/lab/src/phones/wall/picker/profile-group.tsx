import { Badge, Button, Caption1 } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { PhoneRegular } from '@fluentui/react-icons/svg/phone';
import { TabletRegular } from '@fluentui/react-icons/svg/tablet';
import { useId } from 'react';
import type { Phone, Profile } from '../../../../../src/control/wire.ts';
import { specialOf, systemOf } from './profile-words.ts';

interface ProfileGroupProps {
  title: string;
  profiles: readonly Profile[];
  shown: readonly Phone[];
  busy: boolean;
  onAdd(profile: Profile): void;
}

export function ProfileGroup({ title, profiles, shown, busy, onAdd }: ProfileGroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="picker-group">
        {title}
      </h3>
      <ul className="picker-profiles">
        {profiles.map((profile) => (
          <ProfileRow
            key={profile.id}
            profile={profile}
            count={shown.filter((phone) => phone.profile === profile.id).length}
            busy={busy}
            onAdd={() => onAdd(profile)}
          />
        ))}
      </ul>
    </section>
  );
}

interface ProfileRowProps {
  profile: Profile;
  /** So many are on the wall. */
  count: number;
  busy: boolean;
  onAdd(): void;
}

function ProfileRow({ profile, count, busy, onAdd }: ProfileRowProps) {
  const system = systemOf(profile);
  return (
    <li className="picker-profile">
      {profile.shape === 'tablet' ? <TabletRegular fontSize={24} /> : <PhoneRegular fontSize={24} />}
      <div>
        <span className="picker-model">{profile.model}</span>
        {count > 0 ? (
          <Badge appearance="tint" color="informative">
            {count} on the wall
          </Badge>
        ) : null}
        <Caption1 block>
          {system} · <code>{profile.id}</code>
        </Caption1>
        <Caption1 block className="picker-special">
          {specialOf(profile).join(' · ')}
        </Caption1>
      </div>
      <Button
        size="small"
        icon={<AddRegular />}
        disabledFocusable={busy}
        aria-label={`Add ${profile.model}, ${system}`}
        onClick={onAdd}
      >
        Add
      </Button>
    </li>
  );
}
