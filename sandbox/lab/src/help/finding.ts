import type { MobileApp } from '../../../src/control/channel-wire.ts';
import type { Fault } from '../../../src/control/twin-wire.ts';
import type { ChannelDevice, Contact, Info, Phone } from '../../../src/control/wire.ts';
import type { Panel } from '../panel.ts';

/** What the help looks at. */
export interface HelpState {
  phones: readonly Phone[];
  /** Those on the wall: of others no page is loaded. */
  shown: readonly Phone[];
  contacts: readonly Contact[];
  devices: readonly ChannelDevice[];
  apps: readonly MobileApp[];
  faults: readonly Fault[];
  info: Info | undefined;
}

/** A place of the lab. */
export interface Jump {
  label: string;
  panel: Panel;
  /** Of the address. */
  parameters?: Record<string, string>;
}

/** What was found in the present state. `note`: neither good nor bad, and worth knowing. */
export interface Finding {
  state: 'good' | 'wrong' | 'note';
  /** A sentence. */
  text: string;
  jump?: Jump;
}

/** Looks at one thing; nothing is said of what does not matter now. */
export type Check = (state: HelpState) => Finding[];
