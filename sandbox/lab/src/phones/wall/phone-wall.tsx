import { Button, Spinner } from '@fluentui/react-components';
import { type CSSProperties, lazy, Suspense, useEffect, useState } from 'react';
import type { Phone } from '../../../../src/control/wire.ts';
import { useParameter } from '../../address.ts';
import { NOT_TOLD } from '../../connection/connection.ts';
import { useLab } from '../../lab-context.ts';
import { useMedia } from '../../media.ts';
import { PanelFrame } from '../../panel-frame.tsx';
import { useStore } from '../../store.ts';
import { useSeen } from '../../use-seen.ts';
import { mostIn, phonesOn } from './order.ts';
import { PhoneCard } from './phone-card.tsx';
import { PhoneSwitcher } from './phone-switcher.tsx';
import { SetupProblemMessage } from './setup-problem.tsx';
import { WallBar } from './wall-bar.tsx';
import './wall.css';

const PhonePicker = lazy(async () => ({ default: (await import('./picker/phone-picker.tsx')).PhonePicker }));

interface PhoneWallProps {
  hidden: boolean;
  /** True when it is one of the tabs, on a small screen. */
  asPanel: boolean;
}

/** The phones side by side, or one at a time where only one fits. */
export function PhoneWall({ hidden, asPanel }: PhoneWallProps) {
  const { wall, connection } = useLab();
  const phones = useStore(connection.phones);
  const { order, picked, settingUp } = useStore(wall);
  const narrow = useMedia('(width < 720px)');
  const [view, setView] = useParameter('wall');
  const [adding, setAdding] = useState(false);
  const pickerSeen = useSeen(adding);
  const waiting = settingUp || phones === NOT_TOLD;
  const shown = waiting ? [] : phonesOn(order, phones, mostIn(view));
  const single = narrow || view === 'one';
  const front = shown.find(({ id }) => id === picked) ?? shown[0];
  useBroughtIntoView(shown.some(({ id }) => id === picked) ? picked : '');
  const role = asPanel ? { role: 'tabpanel', 'aria-labelledby': 'tab-phones' } : { 'aria-label': 'Phones' };
  return (
    <section id="panel-phones" className="wall" hidden={hidden} {...role}>
      <WallBar
        shown={shown}
        others={waiting ? [] : phones.filter((phone) => !shown.includes(phone))}
        narrow={narrow}
        single={single}
        onSingle={(one) => setView(one ? 'one' : '')}
        onAdd={() => setAdding(true)}
      >
        {single && front ? <PhoneSwitcher phones={shown} shown={front.id} onPick={wall.look} /> : null}
      </WallBar>
      <SetupProblemMessage onChoose={() => setAdding(true)} />
      {waiting ? <Spinner className="wall-waiting" label="Waiting for the phones" /> : null}
      {!waiting && shown.length === 0 ? <NoPhones onAdd={() => setAdding(true)} /> : null}
      <Cards phones={phones} shown={shown} front={single ? front : undefined} />
      {pickerSeen ? (
        <PanelFrame>
          <Suspense fallback={null}>
            <PhonePicker open={adding} shown={shown} onClose={() => setAdding(false)} />
          </Suspense>
        </PanelFrame>
      ) : null}
    </section>
  );
}

interface CardsProps {
  phones: readonly Phone[];
  /** In the wall's order. */
  shown: readonly Phone[];
  /** The only one to see. */
  front: Phone | undefined;
}

/** In the document in the order of their making, on the wall in its own: a frame that is moved loads its page anew. */
function Cards({ phones, shown, front }: CardsProps) {
  const columns = { '--columns': front ? 1 : shown.length } as CSSProperties;
  return (
    <div className="wall-phones" data-single={front !== undefined || undefined} style={columns}>
      {phones
        .filter((phone) => shown.includes(phone))
        .map((phone) => (
          <PhoneCard
            key={phone.id}
            phone={phone}
            hidden={front !== undefined && phone !== front}
            at={shown.indexOf(phone)}
            of={shown.length}
          />
        ))}
    </div>
  );
}

function NoPhones({ onAdd }: { onAdd(): void }) {
  return (
    <div className="panel-empty">
      <p>There is no phone yet.</p>
      <Button appearance="primary" onClick={onAdd}>
        Add a phone
      </Button>
    </div>
  );
}

/** As soon as it is on the wall: it can be picked before it is told, and once more after it was taken off. */
function useBroughtIntoView(id: string): void {
  useEffect(() => {
    if (id) document.getElementById(`phone-${id}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id]);
}
