import { Body1Strong, Caption1 } from '@fluentui/react-components';
import type { Phone } from '../../../../src/control/wire.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { PhoneDevice } from '../device/device.tsx';
import { usePhone } from '../use-phone.ts';
import { osOf, stateOf } from '../words.ts';
import { PhoneStrip } from './phone-strip.tsx';
import { PhoneToolbar } from './phone-toolbar.tsx';

/** One phone: its name and controls, the device itself, and how its registration stands. */
export function PhoneCard({ phone, hidden }: { phone: Phone; hidden: boolean }) {
  const actions = usePhone(phone);
  const appName = useStore(useLab().info)?.appName ?? 'App';
  const nameId = `${phone.id}-name`;
  return (
    <article id={`phone-${phone.id}`} className="phone" aria-labelledby={nameId} hidden={hidden}>
      <header className="phone-header">
        <div className="phone-title">
          <Body1Strong as="h2" id={nameId} className="phone-name">
            {phone.name}
          </Body1Strong>
          <Caption1 className="phone-state" data-state={phone.state}>
            {osOf(phone)} · {stateOf(phone)}
          </Caption1>
        </div>
        <PhoneToolbar phone={phone} actions={actions} appName={appName} />
      </header>
      <PhoneDevice phone={phone} actions={actions} appName={appName} />
      <PhoneStrip phone={phone} />
    </article>
  );
}
