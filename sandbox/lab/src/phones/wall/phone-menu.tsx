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
import { ArrowResetRegular } from '@fluentui/react-icons/svg/arrow-reset';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import type { DeviceProps } from '../device-props.ts';
import { notifies } from '../words.ts';

/** Everything that can be done to a phone. */
export function PhoneMenu({ phone, actions, appName }: DeviceProps) {
  const on = [...(notifies(phone) ? ['notifications'] : []), ...(phone.online ? ['online'] : [])];
  return (
    <Menu
      checkedValues={{ switches: on }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const isOn = (name: string) => checkedItems.includes(name);
        if (isOn('online') !== phone.online) actions.setOnline(isOn('online'));
        else actions.setNotifications(isOn('notifications'));
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={`More for ${phone.name}`} relationship="label">
          <Button size="small" appearance="subtle" icon={<MoreHorizontalRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <AppItems phone={phone} actions={actions} appName={appName} />
      </MenuPopover>
    </Menu>
  );
}

function AppItems({ phone, actions, appName }: DeviceProps) {
  const { state } = phone;
  return (
    <MenuList>
      <MenuItem icon={<PlayRegular />} disabled={state === 'foreground'} onClick={actions.launch}>
        Launch {appName}
      </MenuItem>
      <MenuItem icon={<DocumentRegular />} disabled={state !== 'foreground'} onClick={actions.openStartPage}>
        Load start page
      </MenuItem>
      <MenuItem icon={<HomeRegular />} disabled={state !== 'foreground'} onClick={actions.home}>
        Home (app to background)
      </MenuItem>
      <MenuItem icon={<DismissCircleRegular />} disabled={state === 'killed'} onClick={actions.kill}>
        Close app (swipe away)
      </MenuItem>
      <MenuDivider />
      <MenuItem icon={<SettingsRegular />} onClick={actions.openSettings}>
        Settings of {appName}
      </MenuItem>
      <MenuItemCheckbox name="switches" value="notifications">
        Notifications on in Settings
      </MenuItemCheckbox>
      <MenuItemCheckbox name="switches" value="online">
        Online
      </MenuItemCheckbox>
      <MenuDivider />
      <MenuItem icon={<KeyRegular />} onClick={actions.rotateToken}>
        Rotate token
      </MenuItem>
      <MenuItem icon={<ArrowResetRegular />} onClick={actions.reinstall}>
        Reinstall {appName}
      </MenuItem>
    </MenuList>
  );
}
