import type { MobileApp } from '../../../src/control/channel-wire.ts';
import type { Fault } from '../../../src/control/twin-wire.ts';
import type { ChannelDevice, Contact, Info, Phone } from '../../../src/control/wire.ts';
import type { Panel } from '../panel.ts';

/** What the help looks at; undefined until the sandbox has told it. */
export interface HelpState {
  phones: readonly Phone[] | undefined;
  /** Those on the wall: of others no page is loaded. */
  shown: readonly Phone[] | undefined;
  contacts: readonly Contact[] | undefined;
  devices: readonly ChannelDevice[] | undefined;
  apps: readonly MobileApp[] | undefined;
  faults: readonly Fault[] | undefined;
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

/** Looks at one thing; nothing is said of what does not matter now. Undefined: it is not known yet. */
export type Check = (state: HelpState) => Finding[] | undefined;
