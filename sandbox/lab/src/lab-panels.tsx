import { Button, Tab, TabList, Tooltip } from '@fluentui/react-components';
import { PanelLeftRegular } from '@fluentui/react-icons/svg/panel-left';
import { PanelLeftContractRegular } from '@fluentui/react-icons/svg/panel-left-contract';
import type { ComponentType } from 'react';
import { DevicesPanel } from './devices/devices-panel.tsx';
import { type Panel, useLab } from './lab-context.ts';
import { useMedia } from './media.ts';
import { PhoneWall } from './phones/phone-wall.tsx';
import { PushPanel } from './push/push-panel.tsx';
import { useStore } from './store.ts';
import { TimelinePanel } from './timeline/timeline-panel.tsx';

const titles: Record<Panel, string> = {
  phones: 'Phones',
  timeline: 'Timeline',
  push: 'Push',
  devices: 'Devices',
};
const panels: Record<Exclude<Panel, 'phones'>, ComponentType> = {
  timeline: TimelinePanel,
  push: PushPanel,
  devices: DevicesPanel,
};
const sidePanels = ['timeline', 'push', 'devices'] as const;

/** Phones with the panels beside them; on a small screen everything shares one place. */
export function LabPanels() {
  const { panel, wide } = useLab();
  const alone = useStore(wide);
  const narrow = useMedia('(width < 1120px)');
  const chosen = useStore(panel);
  const shown = chosen === 'phones' && !narrow ? 'timeline' : chosen;
  // The phones stay mounted whatever is shown: unmounting a frame would end the app in it.
  return (
    <main className="lab-main" data-narrow={narrow || undefined} data-wide={(!narrow && alone) || undefined}>
      {narrow ? <PanelTabs shown={shown} tabs={['phones', ...sidePanels]} /> : null}
      <PhoneWall hidden={narrow ? shown !== 'phones' : alone} asPanel={narrow} />
      {narrow ? null : (
        <div className="lab-tab-row">
          <PanelTabs shown={shown} tabs={sidePanels} />
          <WideButton />
        </div>
      )}
      {sidePanels.map((name) => {
        const Content = panels[name];
        return (
          <section
            key={name}
            id={`panel-${name}`}
            className="lab-panel"
            role="tabpanel"
            aria-labelledby={`tab-${name}`}
            hidden={shown !== name}
          >
            <Content />
          </section>
        );
      })}
    </main>
  );
}

/** Gives the panel the phones' room too; the apps in them go on. */
function WideButton() {
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

function PanelTabs({ shown, tabs }: { shown: Panel; tabs: readonly Panel[] }) {
  const { panel } = useLab();
  return (
    <TabList
      className="lab-tabs"
      aria-label="Parts of the lab"
      selectedValue={shown}
      onTabSelect={(_, { value }) => panel.set(value as Panel)}
    >
      {tabs.map((name) => (
        <Tab key={name} id={`tab-${name}`} value={name} aria-controls={`panel-${name}`}>
          {titles[name]}
        </Tab>
      ))}
    </TabList>
  );
}
