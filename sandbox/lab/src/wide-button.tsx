import { Button, Tooltip } from '@fluentui/react-components';
import { PanelLeftRegular } from '@fluentui/react-icons/svg/panel-left';
import { PanelLeftContractRegular } from '@fluentui/react-icons/svg/panel-left-contract';
import { useLab } from './lab-context.ts';
import { useStore } from './store.ts';

/** Gives the panel the phones' room too; the apps in them go on. */
export function WideButton() {
  const { wide } = useLab();
  const isWide = useStore(wide);
  const label = isWide ? 'Show the phones' : 'Hide the phones';
  return (
    <Tooltip content={label} relationship="label">
      <Button
        appearance="subtle"
        icon={isWide ? <PanelLeftRegular /> : <PanelLeftContractRegular />}
        onClick={() => wide.set(!isWide)}
      />
    </Tooltip>
  );
}
