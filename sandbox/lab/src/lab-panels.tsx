import { Tab, TabList } from '@fluentui/react-components';
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
  const { panel } = useLab();
  const narrow = useMedia('(width < 1120px)');
  const chosen = useStore(panel);
  const shown = chosen === 'phones' && !narrow ? 'timeline' : chosen;
  // The phones stay mounted whatever is shown: unmounting a frame would end the app in it.
  return (
    <main className="lab-main" data-narrow={narrow || undefined}>
      {narrow ? <PanelTabs shown={shown} tabs={['phones', ...sidePanels]} /> : null}
      <PhoneWall hidden={narrow && shown !== 'phones'} asPanel={narrow} />
      {narrow ? null : <PanelTabs shown={shown} tabs={sidePanels} />}
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
