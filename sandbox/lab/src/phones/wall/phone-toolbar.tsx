import { Button, CounterBadge, Tooltip } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import type { DeviceProps } from '../device-props.ts';
import { PhoneMenu } from './phone-menu.tsx';

/** The controls that are used all the time; the menu has the rest. */
export function PhoneToolbar({ phone, actions, appName }: DeviceProps) {
  const count = phone.tray.length;
  const bell = `Notifications on ${phone.name}: ${count}`;
  return (
    <div className="phone-toolbar" role="toolbar" aria-label={`Controls of ${phone.name}`}>
      <Tooltip content={`Home button of ${phone.name}`} relationship="label">
        <Button
          size="small"
          appearance="subtle"
          icon={<HomeRegular />}
          disabled={!actions.canGoHome}
          onClick={actions.home}
        />
      </Tooltip>
      <span className="phone-bell">
        <Tooltip content={bell} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={<AlertRegular />}
            aria-expanded={actions.shade}
            onClick={actions.toggleShade}
          />
        </Tooltip>
        {count > 0 ? <CounterBadge size="small" color="danger" count={count} aria-hidden="true" /> : null}
      </span>
      <PhoneMenu phone={phone} actions={actions} appName={appName} />
    </div>
  );
}
