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
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { useState } from 'react';
import type { DeviceProps } from '../device-props.ts';
import { notifies } from '../words.ts';
import { whyNot } from './controls/why-not.ts';
import type { Place } from './place.ts';
import { PlaceItems } from './place-items.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** The quick actions on a phone; the drawer with its controls has all of them. */
export function PhoneMenu({ phone, actions, appName, ...place }: DeviceProps & Place) {
  const [removing, setRemoving] = useState(false);
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
        checkedValues={{ switches: names.filter((name) => on[name]) }}
        onCheckedValueChange={(_, { checkedItems }) => {
          const flipped = names.find((name) => checkedItems.includes(name) !== on[name]);
          if (flipped) set[flipped](!on[flipped]);
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={`More for ${phone.name}`} relationship="label">
            <Button size="small" appearance="subtle" icon={<MoreHorizontalRegular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList className="phone-menu">
            <AppItems phone={phone} actions={actions} appName={appName} />
            <MenuDivider />
            <SystemItems phone={phone} actions={actions} appName={appName} />
            <MenuDivider />
            <PlaceItems phone={phone} {...place} onRemove={() => setRemoving(true)} />
          </MenuList>
        </MenuPopover>
      </Menu>
      <RemoveDialog phone={phone} open={removing} onClose={() => setRemoving(false)} />
    </>
  );
}

function AppItems({ phone, actions, appName }: DeviceProps) {
  const off = { launch: whyNot.launch(phone), load: whyNot.load(phone), kill: whyNot.kill(phone) };
  return (
    <>
      <MenuItem icon={<PlayRegular />} disabled={!!off.launch} onClick={actions.launch}>
        Launch {appName}
      </MenuItem>
      <MenuItem icon={<DocumentRegular />} disabled={!!off.load} onClick={actions.openStartPage}>
        Load start page
      </MenuItem>
      <MenuItem icon={<ArrowClockwiseRegular />} disabled={!!off.load} onClick={actions.reload}>
        Reload page
      </MenuItem>
      <MenuItem icon={<HomeRegular />} disabled={!!whyNot.home(phone)} onClick={actions.home}>
        Home (app to background)
      </MenuItem>
      <MenuItem icon={<DismissCircleRegular />} disabled={!!off.kill} onClick={actions.kill}>
        Close app (swipe away)
      </MenuItem>
      {phone.platform === 'android' ? (
        <MenuItem icon={<StopRegular />} disabled={!!whyNot.forceStop(phone)} onClick={actions.forceStop}>
          Force stop
        </MenuItem>
      ) : null}
      <MenuItem icon={<ArrowResetRegular />} onClick={actions.reinstall}>
        Reinstall {appName}
      </MenuItem>
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
