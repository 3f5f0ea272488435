import { Tab, TabList } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useLab } from './lab-context.ts';
import { useMedia } from './media.ts';
import type { Panel } from './panel.ts';
import { PanelFrame } from './panel-frame.tsx';
import { SIDE_PANELS, type SidePanel } from './panels.ts';
import { PhoneWall } from './phones/wall/phone-wall.tsx';
import { useStore } from './store.ts';
import { useSeen } from './use-seen.ts';
import { WideButton } from './wide-button.tsx';

/** Phones with the panels beside them; on a small screen everything shares one place. */
export function LabPanels() {
  const { panel, wide } = useLab();
  const alone = useStore(wide);
  const narrow = useMedia('(width < 1120px)');
  const chosen = useStore(panel);
  const shown = chosen === 'phones' && !narrow ? 'timeline' : chosen;
  const roomy = SIDE_PANELS.some(({ name, roomy }) => roomy && name === shown);
  // The phones stay mounted whatever is shown: unmounting a frame would end the app in it.
  return (
    <main
      className="lab-main"
      data-narrow={narrow || undefined}
      data-wide={(!narrow && alone) || undefined}
      data-roomy={roomy || undefined}
    >
      <div className="lab-tab-row">
        <PanelTabs shown={shown} withPhones={narrow} />
        {narrow ? null : <WideButton />}
      </div>
      <PhoneWall hidden={narrow ? shown !== 'phones' : alone} asPanel={narrow} />
      {SIDE_PANELS.map((side) => (
        <PanelPlace key={side.name} side={side} shown={shown === side.name} />
      ))}
    </main>
  );
}

/** A panel is drawn from the moment it is first looked at, and then stays as it was left. */
function PanelPlace({ side: { name, Content }, shown }: { side: SidePanel; shown: boolean }) {
  const seen = useSeen(shown);
  return (
    <section
      id={`panel-${name}`}
      className="lab-panel"
      role="tabpanel"
      aria-labelledby={`tab-${name}`}
      hidden={!shown}
    >
      {seen ? (
        <PanelFrame>
          <Content />
        </PanelFrame>
      ) : null}
    </section>
  );
}

function PanelTabs({ shown, withPhones }: { shown: Panel; withPhones: boolean }) {
  const { panel } = useLab();
  const tabs = [
    ...(withPhones ? [{ name: 'phones', title: 'Phones', Mark: undefined } as const] : []),
    ...SIDE_PANELS,
  ];
  // A small screen does not have room for all of them, and a mark makes one wider.
  useEffect(() => {
    const tab = document.getElementById(`tab-${shown}`);
    const observer = new ResizeObserver(() => {
      // New browsers answer with a promise.
      void tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    for (const each of tab?.parentElement?.children ?? []) observer.observe(each);
    return () => observer.disconnect();
  }, [shown]);
  return (
    <TabList
      className="lab-tabs"
      aria-label="Parts of the lab"
      selectedValue={shown}
      onTabSelect={(_, { value }) => panel.set(value as Panel)}
    >
      {tabs.map(({ name, title, Mark }) => (
        <Tab key={name} id={`tab-${name}`} value={name} aria-controls={`panel-${name}`}>
          {title} {Mark ? <Mark /> : null}
        </Tab>
      ))}
    </TabList>
  );
}
