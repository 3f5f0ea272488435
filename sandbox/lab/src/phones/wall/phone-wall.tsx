import { Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import { useLab } from '../../lab-context.ts';
import { useMedia } from '../../media.ts';
import { useStore } from '../../store.ts';
import { PhoneCard } from './phone-card.tsx';
import { PhoneSwitcher } from './phone-switcher.tsx';
import './wall.css';

interface PhoneWallProps {
  hidden: boolean;
  /** True when it is one of the tabs, on a small screen. */
  asPanel: boolean;
}

/** The phones side by side, or one at a time where only one fits. */
export function PhoneWall({ hidden, asPanel }: PhoneWallProps) {
  const phones = useStore(useLab().connection.phones);
  const oneAtATime = useMedia('(width < 720px)');
  const [picked, pick] = useState('');
  const shown = phones.find(({ id }) => id === picked)?.id ?? phones[0]?.id;
  const role = asPanel ? { role: 'tabpanel', 'aria-labelledby': 'tab-phones' } : { 'aria-label': 'Phones' };
  return (
    <section id="panel-phones" className="wall" hidden={hidden} {...role}>
      {oneAtATime && shown ? <PhoneSwitcher phones={phones} shown={shown} onPick={pick} /> : null}
      <div className="wall-phones" data-single={oneAtATime || undefined}>
        {phones.length === 0 ? <Spinner label="Waiting for the phones" /> : null}
        {phones.map((phone) => (
          <PhoneCard key={phone.id} phone={phone} hidden={oneAtATime && phone.id !== shown} />
        ))}
      </div>
    </section>
  );
}
