import { createContext, useContext } from 'react';
import type { ControlClient } from '../../src/control/client.ts';
import type { Fault } from '../../src/control/twin-wire.ts';
import type { ChannelDevice, Contact, Info } from '../../src/control/wire.ts';
import type { Address } from './address.ts';
import type { LabClock } from './clock.ts';
import type { Connection } from './connection/connection.ts';
import type { Notices } from './notices.ts';
import type { Panel } from './panel.ts';
import type { Wall } from './phones/wall/create-wall.ts';
import type { Remote } from './remote.ts';
import type { Store } from './store.ts';
import type { Theme } from './theme.ts';
import type { TraceFilter } from './timeline/filter.ts';

/** What every part of the lab shares. Made once, in main.tsx. */
export interface Lab {
  client: ControlClient;
  connection: Connection;
  notices: Notices;
  info: Remote<Info>;
  contacts: Remote<Contact[]>;
  devices: Remote<ChannelDevice[]>;
  /** Planted and not ended. */
  faults: Remote<Fault[]>;
  /** Which phones are shown. */
  wall: Wall;
  theme: Theme;
  address: Address;
  /** The sandbox's time. */
  clock: LabClock;
  /** The panel in front: beside the phones, or in place of them on a small screen. */
  panel: Store<Panel>;
  /** On a large screen: the panel has the phones' room too. */
  wide: Store<boolean>;
  filter: Store<TraceFilter>;
  /** Id of the trace that the timeline shows in full; empty for none. */
  trace: Store<string>;
  /** Shows the timeline with this trace in full. */
  showTrace(traceId: string): void;
}

export const LabContext = createContext<Lab | null>(null);

export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('useLab needs a LabContext above it');
  return lab;
}
