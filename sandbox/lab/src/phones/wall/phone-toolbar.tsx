import { Button, CounterBadge, Tooltip } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { OptionsRegular } from '@fluentui/react-icons/svg/options';
import type { DeviceProps } from '../device-props.ts';
import { PhoneMenu } from './phone-menu.tsx';
import type { Place } from './place.ts';

/** What is used all the time, and the ways to everything else. */
export function PhoneToolbar({ phone, actions, appName, ...place }: DeviceProps & Place) {
  const count = phone.tray.length;
  const { controls } = actions;
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
        <Tooltip content={`Notifications on ${phone.name}: ${count}`} relationship="label">
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
      <Tooltip content={`All controls of ${phone.name}`} relationship="label">
        <Button
          id={`controls-${phone.id}`}
          size="small"
          appearance="subtle"
          icon={<OptionsRegular />}
          aria-expanded={controls.open}
          onClick={controls.open ? controls.close : controls.show}
        />
      </Tooltip>
      <PhoneMenu phone={phone} actions={actions} appName={appName} {...place} />
    </div>
  );
}
