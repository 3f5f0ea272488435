import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { ArrowResetRegular } from '@fluentui/react-icons/svg/arrow-reset';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { OptionsRegular } from '@fluentui/react-icons/svg/options';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import type { DeviceProps } from '../device-props.ts';
import { notifies } from '../words.ts';
import { whyNot } from './controls/why-not.ts';
import { focusOnWall } from './focus.ts';
import type { Place } from './place.ts';
import { PlaceItems } from './place-items.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** The quick actions on a phone; the drawer with its controls has all of them. */
export function PhoneMenu({ phone, actions, appName, ...place }: DeviceProps & Place) {
  const [removing, setRemoving] = useState(false);
  const menuButton = useRef<HTMLButtonElement>(null);
  const closeQuestion = (kept: boolean) => {
    setRemoving(false);
    if (kept) focusOnWall(menuButton.current);
  };
  const { doze, focus, online } = phone;
  const on = { notifications: notifies(phone), online, doze, focus };
  const set = {
    notifications: actions.setNotifications,
    online: actions.setOnline,
    doze: actions.setDoze,
    focus: actions.setFocus,
  };
  const names = ['notifications', 'online', 'doze', 'focus'] as const;
  return (
    <>
      <Menu
        positioning={{ autoSize: 'height' }}
        checkedValues={{ switches: names.filter((name) => on[name]) }}
        onCheckedValueChange={(_, { checkedItems }) => {
          const flipped = names.find((name) => checkedItems.includes(name) !== on[name]);
          if (flipped) set[flipped](!on[flipped]);
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={`More for ${phone.name}`} relationship="label">
            <Button ref={menuButton} size="small" appearance="subtle" icon={<MoreHorizontalRegular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<OptionsRegular />} onClick={actions.controls.show}>
              All controls
            </MenuItem>
            <MenuDivider />
            <AppItems phone={phone} actions={actions} appName={appName} />
            <MenuDivider />
            <SystemItems phone={phone} actions={actions} appName={appName} />
            <MenuDivider />
            <PlaceItems phone={phone} {...place} onRemove={() => setRemoving(true)} />
          </MenuList>
        </MenuPopover>
      </Menu>
      <RemoveDialog phone={phone} open={removing} onClose={closeQuestion} />
    </>
  );
}

interface QuickItemProps {
  icon: ReactElement;
  /** Why it cannot be done now. */
  why?: string | undefined;
  onDo(): void;
  children: ReactNode;
}

/** Greyed out with the reason where it cannot be done. */
function QuickItem({ icon, why, onDo, children }: QuickItemProps) {
  const reason = why === undefined ? {} : { disabled: true, subText: why };
  return (
    <MenuItem icon={icon} onClick={onDo} {...reason}>
      {children}
    </MenuItem>
  );
}

function AppItems({ phone, actions, appName }: DeviceProps) {
  return (
    <>
      <QuickItem icon={<PlayRegular />} why={whyNot.launch(phone)} onDo={actions.launch}>
        Launch {appName}
      </QuickItem>
      <QuickItem icon={<DocumentRegular />} why={whyNot.load(phone)} onDo={actions.openStartPage}>
        Load start page
      </QuickItem>
      <QuickItem icon={<ArrowClockwiseRegular />} why={whyNot.load(phone)} onDo={actions.reload}>
        Reload page
      </QuickItem>
      {phone.platform === 'android' ? (
        <QuickItem
          icon={<ArrowUndoRegular />}
          why={actions.canGoBack ? undefined : whyNot.home(phone)}
          onDo={actions.back}
        >
          Back
        </QuickItem>
      ) : null}
      <QuickItem icon={<HomeRegular />} why={whyNot.home(phone)} onDo={actions.home}>
        Home (app to background)
      </QuickItem>
      <QuickItem icon={<DismissCircleRegular />} why={whyNot.kill(phone)} onDo={actions.kill}>
        Swipe the app away
      </QuickItem>
      {phone.platform === 'android' ? (
        <QuickItem icon={<StopRegular />} why={whyNot.forceStop(phone)} onDo={actions.forceStop}>
          Force stop
        </QuickItem>
      ) : null}
      <QuickItem icon={<ArrowResetRegular />} onDo={actions.reinstall}>
        Reinstall {appName}
      </QuickItem>
    </>
  );
}

function SystemItems({ phone, actions, appName }: DeviceProps) {
  return (
    <>
      <MenuItem icon={<SettingsRegular />} onClick={actions.openSettings}>
        Settings of {appName}
      </MenuItem>
      <MenuItemCheckbox name="switches" value="notifications">
        Notifications on in Settings
      </MenuItemCheckbox>
      <MenuItemCheckbox name="switches" value="online">
        Online
      </MenuItemCheckbox>
      {phone.platform === 'android' ? (
        <MenuItemCheckbox name="switches" value="doze">
          Doze
        </MenuItemCheckbox>
      ) : (
        <MenuItemCheckbox name="switches" value="focus">
          Focus
        </MenuItemCheckbox>
      )}
      <MenuItem icon={<KeyRegular />} onClick={actions.rotateToken}>
        Rotate token
      </MenuItem>
    </>
  );
}
