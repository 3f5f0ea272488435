import { type ComponentType, lazy } from 'react';
import { FaultMark } from './faults/fault-mark.tsx';
import type { Panel } from './panel.ts';
import { TimelinePanel } from './timeline/timeline-panel.tsx';

/** A part of the lab beside the phones. */
export interface SidePanel {
  name: Exclude<Panel, 'phones'>;
  title: string;
  Content: ComponentType;
  /** Beside the title, where there is something to be noticed. */
  Mark?: ComponentType;
  /** True: it is given half of a large screen. */
  roomy?: boolean;
}

/** In the order of the tabs. All but the first are loaded when they are first looked at. */
export const SIDE_PANELS: readonly SidePanel[] = [
  { name: 'timeline', title: 'Timeline', Content: TimelinePanel },
  {
    ...{ name: 'push', title: 'Push', roomy: true },
    Content: lazy(async () => ({ default: (await import('./push/push-panel.tsx')).PushPanel })),
  },
  {
    ...{ name: 'journeys', title: 'Journeys', roomy: true },
    Content: lazy(async () => ({ default: (await import('./journeys/journeys-panel.tsx')).JourneysPanel })),
  },
  {
    ...{ name: 'channel', title: 'Channel', roomy: true },
    Content: lazy(async () => ({ default: (await import('./channel/channel-panel.tsx')).ChannelPanel })),
  },
  {
    ...{ name: 'tests', title: 'Tests', roomy: true },
    Content: lazy(async () => ({ default: (await import('./tests/tests-panel.tsx')).TestsPanel })),
  },
  {
    ...{ name: 'faults', title: 'Faults & time', roomy: true, Mark: FaultMark },
    Content: lazy(async () => ({ default: (await import('./faults/faults-panel.tsx')).FaultsPanel })),
  },
  {
    ...{ name: 'studio', title: 'Studio', roomy: true },
    Content: lazy(async () => ({ default: (await import('./studio/studio-panel.tsx')).StudioPanel })),
  },
];

/** Panel of a name in an address; the phones for any other. */
export const panelNamed = (name: string | null): Panel =>
  SIDE_PANELS.find((side) => side.name === name)?.name ?? 'phones';
