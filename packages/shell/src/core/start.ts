import type { Ground, Parts } from './parts.ts';
import { within } from './within.ts';

/** How long the system may take to say which tap started the app. */
const LAUNCH_TAP_MS = 5_000;

/** Listens to the phone, catches up with what has changed while nothing ran, and goes on with what was pending. */
export async function start(parts: Parts, ground: Ground): Promise<void> {
  const { permission, tokens, registration, interactions, tapped, foreground } = parts;
  const { push, net } = ground.ports;
  push.onToken(tokens.arrived);
  push.onArrival(foreground.arrived);
  const launched = takeLaunchTap(parts, ground);
  // A system may tell of it in both ways; whether it has started the app, only one of them knows.
  push.onTap((tap) => void launched.then(() => tapped(tap)));
  net.onOnline(() => {
    // Offline it may not have been readable; the registration waits for the reading.
    if (permission.current().granted) void tokens.refresh();
    registration.changed();
    interactions.flush();
  });
  if ((await permission.refresh()).granted) void tokens.refresh();
  await launched;
  registration.started();
  interactions.flush();
  if (ground.config.automaticRegistration) void announce(parts);
}

async function takeLaunchTap({ tapped }: Parts, { ports }: Ground): Promise<void> {
  const tap = await within(ports.clock, LAUNCH_TAP_MS, () => ports.push.launchTap());
  if (tap) await tapped(tap);
}

/** Automatic registration: asks if nobody has decided, and announces the installation without a user. */
async function announce({ permission, tokens, registration }: Parts): Promise<void> {
  if (permission.current().status === 'undetermined') await permission.prompt();
  if (permission.current().granted) await tokens.ready();
  registration.need();
}
