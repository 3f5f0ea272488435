import type { PageEventName, PageEvents } from '@journeys-push/contract/page-shell';
import { type Consent, openConsent } from './consent.ts';
import { createForeground } from './foreground.ts';
import { createGatewayClient } from './gateway/client.ts';
import { type Installation, openInstallation } from './installation.ts';
import type { Log } from './log.ts';
import { createDelivery, type Delivery } from './opens/delivery.ts';
import { type Inbox, openInbox } from './opens/inbox.ts';
import { createInteractions, type Interactions } from './opens/interactions.ts';
import { createTaps } from './opens/taps.ts';
import type { Page } from './page/page.ts';
import { createSubscriptions, type Subscriptions } from './page/subscriptions.ts';
import { openPermission, type PermissionKeeper } from './permission/permission.ts';
import type { Ports } from './ports.ts';
import { type Desk, noFlags } from './registration/desk.ts';
import { openRecord } from './registration/open-record.ts';
import { createRegistration, type RegistrationKeeper } from './registration/registration.ts';
import { createWaiters } from './registration/waiters.ts';
import type { Destination, ShellOptions } from './shell.ts';
import { openTokens, type Tokens } from './tokens.ts';

/** What the parts are made of; all of it is there before the store has been read. */
export interface Ground extends Pick<ShellOptions, 'config' | 'device' | 'build'> {
  ports: Ports;
  log: Log;
  observe: NonNullable<Ports['observe']>;
  page: Page;
  destination(url: string): Destination;
}

/** The parts of a core that has read its store. */
export interface Parts {
  installation: Installation;
  permission: PermissionKeeper;
  tokens: Tokens;
  registration: RegistrationKeeper;
  consent: Consent;
  inbox: Inbox;
  subscriptions: Subscriptions;
  foreground: ReturnType<typeof createForeground>;
  tapped: ReturnType<typeof createTaps>;
  interactions: Interactions;
  delivery: Delivery;
}

/** What each part may cause in the others. Set once all are there. */
interface Effects {
  permissionChanged(): void;
  tokenChanged(): void;
  enrolled(): void;
  subscribed(name: PageEventName): void;
}

type Stored = Pick<Parts, 'installation' | 'permission' | 'tokens' | 'consent' | 'inbox'> &
  Pick<Desk, 'record' | 'gateway'>;

export async function openParts(ground: Ground): Promise<Parts> {
  const nothing = () => {};
  const effects: Effects = {
    permissionChanged: nothing,
    tokenChanged: nothing,
    enrolled: nothing,
    subscribed: nothing,
  };
  const stored = await openStored(ground, effects);
  const subscriptions = createSubscriptions((name) => effects.subscribed(name));
  const registration = registrationOf(ground, stored, subscriptions);
  const parts: Omit<Parts, 'tapped'> = {
    ...stored,
    subscriptions,
    registration,
    interactions: interactionsOf(ground, stored, registration),
    delivery: createDelivery({ ...stored, subscriptions, page: ground.page, clock: ground.ports.clock }),
    foreground: createForeground({
      ...ground.ports,
      log: ground.log,
      policy: ground.config.foreground,
      suppressed: registration.suppressed,
      tell: (event) => tellIf(subscriptions, ground.page)('_median_msdynamics_notification_received', event),
    }),
  };
  return connect(ground, parts, effects);
}

async function openStored({ config, ports, device, log }: Ground, effects: Effects): Promise<Stored> {
  const { store, clock } = ports;
  const shared = { ...ports, store, log };
  const installation = await openInstallation({ ...shared, onEnrolled: () => effects.enrolled() });
  return {
    installation,
    ...(config.gateway
      ? { gateway: createGatewayClient({ ...ports, url: config.gateway.url, installation }) }
      : {}),
    permission: await openPermission({ ...shared, device, onChange: () => effects.permissionChanged() }),
    tokens: await openTokens({ ...shared, onChange: () => effects.tokenChanged() }),
    consent: await openConsent(store, clock, log),
    inbox: await openInbox(store, clock, log),
    record: await openRecord({ store, clock, log }),
  };
}

/** Tells the page of an event if it listens to it; whether it does. */
const tellIf =
  (subscriptions: Subscriptions, page: Page) =>
  async <Name extends PageEventName>(name: Name, event: PageEvents[Name]): Promise<boolean> =>
    subscriptions.has(name) && page.event(name, event);

function registrationOf(ground: Ground, stored: Stored, subscriptions: Subscriptions): RegistrationKeeper {
  const { config, device, build, ports, log, observe, page } = ground;
  const desk: Omit<Desk, 'publish'> = {
    ...stored,
    ...ports,
    device,
    ...(build && { build }),
    log,
    waitMs: config.gateway?.waitMs ?? 0,
    waiters: createWaiters(),
    flags: noFlags(),
  };
  return createRegistration({
    desk,
    observe,
    tell(changed, key) {
      if (subscriptions.has('_median_msdynamics_registration_changed')) void page.changed(changed, key);
    },
  });
}

function interactionsOf(ground: Ground, stored: Stored, registration: RegistrationKeeper): Interactions {
  const { ports, log } = ground;
  const { installation, inbox, gateway } = stored;
  if (!gateway) return { flush: () => {} };
  return createInteractions({
    ...ports,
    log,
    inbox,
    gateway,
    isEnrolled: () => installation.credential() !== undefined,
    need: registration.need,
    rejected: registration.rejected,
  });
}

function connect(ground: Ground, parts: Omit<Parts, 'tapped'>, effects: Effects): Parts {
  const { ports, config } = ground;
  const { registration, interactions, delivery, permission, tokens } = parts;
  effects.permissionChanged = () => {
    const { granted } = permission.current();
    // The one that is held may be from a time with permission, and have died since.
    if (granted) void tokens.refresh();
    registration.permissionChanged(granted);
  };
  effects.tokenChanged = registration.changed;
  effects.enrolled = interactions.flush;
  effects.subscribed = (name) => {
    if (name === '_median_msdynamics_notification_opened') delivery.deliver();
    if (name === '_median_msdynamics_registration_changed') registration.listening();
  };
  const tapped = createTaps({
    ...ports,
    ...ground,
    ...parts,
    opens: config.consent.opens,
    hasGateway: config.gateway !== undefined,
    suppressed: registration.suppressed,
    onNavigate: delivery.leaving,
    onOpen() {
      delivery.deliver();
      interactions.flush();
    },
  });
  return { ...parts, tapped };
}
