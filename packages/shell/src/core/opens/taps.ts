import type { AppConfig } from '@journeys-push/contract/app-config';
import type { Consent } from '../consent.ts';
import { type Target, targetOf } from '../links/target.ts';
import type { Log } from '../log.ts';
import { forPage, type Notification, readNotification } from '../notification.ts';
import type { ClockPort, RandomPort, Tap, WebPort } from '../ports.ts';
import type { Destination } from '../shell.ts';
import { traceIdOfPush, trackingIdOf } from '../trace.ts';
import { within } from '../within.ts';
import type { Inbox, Open } from './inbox.ts';

export interface TapsOptions {
  inbox: Inbox;
  consent: Consent;
  /** Whether an open is told to Dynamics without tracking consent. */
  opens: AppConfig['consent']['opens'];
  hasGateway: boolean;
  destination(url: string): Destination;
  /** Pushes may be for somebody who has left. */
  suppressed(): boolean;
  web: WebPort;
  clock: ClockPort;
  random: RandomPort;
  log: Log;
  /** The WebView leaves the page of now for this URL. */
  onNavigate(url: string): void;
  /** The inbox has something new. */
  onOpen(): void;
}

/** How long the WebView may take to accept a URL; its load is not waited for. */
const LOAD_MS = 5_000;

/** Handles taps one after the other. A tap that comes both as launch tap and by listener counts once. */
export function createTaps(options: TapsOptions): (tap: Tap) => Promise<void> {
  let last = Promise.resolve();
  return (tap) => {
    last = last
      .then(() => handle(tap, options))
      .catch((surprise) => {
        options.log('internal', `A tap could not be handled: ${surprise}`);
      });
    return last;
  };
}

async function handle(tap: Tap, options: TapsOptions): Promise<void> {
  const { inbox, random, log, suppressed, onOpen } = options;
  if (!inbox.isNew(tap.id)) return tap.stored?.();
  const notification = readNotification(tap.payload);
  const traceId = traceIdOfPush(notification.trackingId, random);
  if (suppressed()) {
    // It was for the person who has left: the app opens, and nobody is told what it was.
    log('open.suppressed', 'A notification of a user who has left was tapped.', traceId);
    await inbox.add(tap.id);
    return tap.stored?.();
  }
  await inbox.add(tap.id, opened(tap, { notification, traceId }, options));
  tap.stored?.();
  log('open.recorded', 'A notification was tapped.', traceId);
  const target = targetOf(notification, {
    destination: options.destination,
    tracking: options.consent.granted(),
  });
  void follow(target, options, traceId);
  onOpen();
}

function opened(
  tap: Tap,
  { notification, traceId }: { notification: Notification; traceId: string },
  { clock, random, opens, consent, hasGateway }: TapsOptions,
): Open {
  const at = new Date(clock.now()).toISOString();
  const trackingId = trackingIdOf(notification.trackingId);
  const open = { ...forPage(tap, notification), openedAt: at, coldStart: tap.coldStart };
  if (!trackingId || !hasGateway || (opens === 'with-consent' && !consent.granted()))
    return { open, traceId };
  const interaction = { eventId: random.uuid(), kind: 'opened', trackingId, occurredAt: at } as const;
  return { open, traceId, interaction };
}

async function follow(target: Target, options: TapsOptions, traceId: string): Promise<void> {
  const { web, clock, log, onNavigate } = options;
  if (target.open === 'refused')
    log('link.refused', 'The link of a notification is not an allowed one.', traceId);
  if (target.open === 'outside') await within(clock, LOAD_MS, () => web.openOutside(target.url));
  if (target.open !== 'webview') return;
  onNavigate(target.url);
  await within(clock, LOAD_MS, () => web.load(target.url));
}
