import type { Ground, Parts } from './parts.ts';
import { within } from './within.ts';

/** How long the system may take to say which tap started the app. */
const LAUNCH_TAP_MS = 5_000;

/** Listens to the phone, catches up with what has changed while nothing ran, and goes on with what was pending. */
export async function start(parts: Parts, ground: Ground): Promise<void> {
  const { permission, tokens, registration, interactions, tapped, foreground } = parts;
  const { push, net, clock } = ground.ports;
  push.onToken(tokens.arrived);
  push.onArrival(foreground.arrived);
  push.onTap((tap) => void tapped(tap));
  net.onOnline(() => {
    // Offline it may not have been readable; the registration waits for the reading.
    if (permission.current().granted) void tokens.refresh();
    registration.changed();
    interactions.flush();
  });
  if ((await permission.refresh()).granted) void tokens.refresh();
  const launchTap = await within(clock, LAUNCH_TAP_MS, () => push.launchTap());
  if (launchTap) await tapped(launchTap);
  registration.started();
  interactions.flush();
  if (ground.config.automaticRegistration) void announce(parts);
}

/** Automatic registration: asks if nobody has decided, and announces the installation without a user. */
async function announce({ permission, tokens, registration }: Parts): Promise<void> {
  if (permission.current().status === 'undetermined') await permission.prompt();
  if (permission.current().granted) await tokens.ready();
  registration.need();
}
