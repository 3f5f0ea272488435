import { CounterBadge, Tab, TabList } from '@fluentui/react-components';
import type { Phone } from '../../../../src/control/wire.ts';

interface PhoneSwitcherProps {
  phones: readonly Phone[];
  shown: string;
  onPick(id: string): void;
}

/** Picks the phone to show; a mark says that another one wants something. */
export function PhoneSwitcher({ phones, shown, onPick }: PhoneSwitcherProps) {
  return (
    <TabList
      className="switcher"
      size="small"
      appearance="subtle"
      aria-label="Phone to show"
      selectedValue={shown}
      onTabSelect={(_, { value }) => onPick(String(value))}
    >
      {phones.map((phone) => (
        <Tab key={phone.id} value={phone.id} aria-controls={`phone-${phone.id}`}>
          {phone.name} <Mark phone={phone} />
        </Tab>
      ))}
    </TabList>
  );
}

/** That a phone asks something, or how much it has got. */
export function Mark({ phone }: { phone: Phone }) {
  if (phone.dialog) return <CounterBadge dot color="danger" aria-label="is asking for permission" />;
  const count = phone.tray.length;
  if (count === 0) return null;
  const label = count === 1 ? '1 notification' : `${count} notifications`;
  return <CounterBadge size="small" count={count} aria-label={label} />;
}
