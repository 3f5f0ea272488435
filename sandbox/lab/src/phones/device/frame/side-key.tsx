import type { Phone } from '../../../../../src/control/wire.ts';
import type { PhoneActions } from '../../use-phone.ts';

/** The key at the phone's edge that turns the screen off and lights it. */
export function SideKey({ phone, actions }: { phone: Phone; actions: PhoneActions }) {
  const { screen, lock, wake } = actions;
  return (
    <button
      type="button"
      className="side-key"
      aria-label={screen === 'off' ? `Wake ${phone.name}` : `Lock ${phone.name}`}
      title={screen === 'off' ? 'Wake' : 'Lock'}
      onClick={screen === 'off' ? wake : lock}
    />
  );
}
