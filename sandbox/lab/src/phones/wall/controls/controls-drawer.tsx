import {
  Button,
  Caption1,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  OverlayDrawer,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useMedia } from '../../../media.ts';
import type { Notices } from '../../../notices.ts';
import { useStore } from '../../../store.ts';
import type { DeviceProps } from '../../device-props.ts';
import { osOf, stateOf } from '../../words.ts';
import { PhoneMarks } from '../phone-marks.tsx';
import { AppControls } from './app-controls.tsx';
import { PageControls } from './page-controls.tsx';
import { PushControls } from './push-controls.tsx';
import { SystemControls } from './system-controls.tsx';
import { useProfiles } from './use-profiles.ts';
import './controls.css';

/** Everything that can be done to a phone, beside it: the phone stays in view where there is room. */
export function ControlsDrawer(props: DeviceProps) {
  const { phone, actions } = props;
  const profiles = useProfiles();
  const narrow = useMedia('(width < 720px)');
  const close = () => {
    actions.controls.close();
    document.getElementById(`controls-${phone.id}`)?.focus();
  };
  return (
    <OverlayDrawer
      className="controls"
      open={actions.controls.open}
      modalType={narrow ? 'modal' : 'non-modal'}
      position="end"
      onOpenChange={(_, { open }) => !open && close()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ as: 'h2' }}
          action={
            <Button
              appearance="subtle"
              aria-label={`Close the controls of ${phone.name}`}
              icon={<DismissRegular />}
              onClick={close}
            />
          }
        >
          {phone.name}
        </DrawerHeaderTitle>
        <Caption1 className="controls-state">
          {osOf(phone)} · {stateOf(phone)} <PhoneMarks phone={phone} />
        </Caption1>
        <Refusals refusals={actions.refusals} />
      </DrawerHeader>
      <DrawerBody>
        <AppControls {...props} profiles={profiles} />
        <PageControls {...props} />
        <PushControls {...props} />
        <SystemControls {...props} profiles={profiles} />
      </DrawerBody>
    </OverlayDrawer>
  );
}

/** What was refused of the last thing that was tried. */
function Refusals({ refusals }: { refusals: Notices }) {
  const list = useStore(refusals);
  return (
    <div role="alert">
      {list.map(({ id, code, text, remedy }) => (
        <MessageBar key={id} intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{text}</MessageBarTitle> {code === 'not-possible' ? null : remedy}
          </MessageBarBody>
        </MessageBar>
      ))}
    </div>
  );
}
