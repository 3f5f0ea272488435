import type { Behaviour } from './app.ts';
import type { SandboxClock } from './clock.ts';
import type { DataFolder } from './data-folder.ts';
import type { GatewayHost } from './gateway-host.ts';
import type { Phones } from './phones.ts';
import type { PublicFront } from './public-front.ts';
import type { Services } from './services.ts';
import type { ShownSite } from './site/shown-site.ts';
import type { Timeline } from './timeline.ts';

/** What a running sandbox is made of. */
export interface Parts {
  front: PublicFront;
  folder: DataFolder;
  timeline: Timeline;
  clock: SandboxClock;
  /** The one in the phones. */
  site: ShownSite;
  services: Services;
  /** Absent: the app has none. */
  gateway: GatewayHost | undefined;
  phones: Phones;
  /** What the phones' app was last told to do. */
  app: { behaviour: Behaviour };
}
