import { Body1Strong, Caption1 } from '@fluentui/react-components';
import { type CSSProperties, lazy, memo, Suspense } from 'react';
import type { Phone } from '../../../../src/control/wire.ts';
import { useLab } from '../../lab-context.ts';
import { PanelFrame } from '../../panel-frame.tsx';
import { useStore } from '../../store.ts';
import { useSeen } from '../../use-seen.ts';
import { PhoneDevice } from '../device/device.tsx';
import { usePhone } from '../use-phone.ts';
import { osOf, stateOf } from '../words.ts';
import { PhoneStrip } from './phone-strip.tsx';
import { PhoneToolbar } from './phone-toolbar.tsx';
import type { Place } from './place.ts';
import { useDrag } from './use-drag.ts';

const ControlsDrawer = lazy(async () => ({
  default: (await import('./controls/controls-drawer.tsx')).ControlsDrawer,
}));

interface PhoneCardProps extends Place {
  phone: Phone;
  hidden: boolean;
}

/**
 * One phone: its name and controls, the device itself, and how its registration stands. Drawn again only when the phone
 * has changed, or its place.
 */
export const PhoneCard = memo(function PhoneCard({ phone, hidden, at, of }: PhoneCardProps) {
  const actions = usePhone(phone);
  const appName = useStore(useLab().info)?.appName ?? 'App';
  const nameId = `${phone.id}-name`;
  const props = { phone, actions, appName };
  const drag = useDrag(phone.id, at);
  const controlsSeen = useSeen(actions.controls.open);
  // The frames stay where they are in the document: a frame that is moved there loads its page anew.
  const order: CSSProperties = { order: at };
  return (
    <article
      id={`phone-${phone.id}`}
      className="phone"
      data-shape={phone.shape}
      aria-labelledby={nameId}
      hidden={hidden}
      style={order}
      {...drag.target}
    >
      <header className="phone-header" {...drag.handle}>
        <Body1Strong as="h2" id={nameId} className="phone-name" title={phone.name}>
          {phone.name}
        </Body1Strong>
        <Caption1 className="phone-state" data-state={phone.state}>
          {osOf(phone)} · {stateOf(phone)}
        </Caption1>
        <PhoneToolbar {...props} at={at} of={of} />
      </header>
      <PhoneDevice {...props} />
      <PhoneStrip phone={phone} />
      {controlsSeen ? (
        <PanelFrame>
          <Suspense fallback={null}>
            <ControlsDrawer {...props} />
          </Suspense>
        </PanelFrame>
      ) : null}
    </article>
  );
});
