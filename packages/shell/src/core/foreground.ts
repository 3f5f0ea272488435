import type { AppConfig } from '@journeys-push/contract/app-config';
import type { NotificationReceived } from '@journeys-push/contract/page-shell';
import type { Log } from './log.ts';
import { forPage, isSilent, readNotification } from './notification.ts';
import type { Arrival, ClockPort, RandomPort } from './ports.ts';
import { traceIdOfPush } from './trace.ts';

type Display = 'show' | 'hide';

/** What happens to a notification that arrives while a process of the app lives. */
export interface Foreground {
  arrived(arrival: Arrival): Promise<Display>;
  /** A page has decided about the arrival with this id. */
  decided(id: unknown, display: unknown): void;
}

export interface ForegroundOptions {
  policy: AppConfig['foreground'];
  suppressed(): boolean;
  /** Tells the page; whether one listens. */
  tell(event: NotificationReceived): Promise<boolean>;
  clock: ClockPort;
  random: RandomPort;
  log: Log;
}

/** How long a page may think (contract/page-shell.ts). */
const PAGE_MS = 1_000;

export function createForeground(options: ForegroundOptions): Foreground {
  const open = new Map<string, (display: Display) => void>();
  return {
    arrived: (arrival) => arrive(arrival, { ...options, open }),
    decided(id, display) {
      if (display === 'show' || display === 'hide') open.get(String(id))?.(display);
    },
  };
}

type Open = Map<string, (display: Display) => void>;

async function arrive(arrival: Arrival, options: ForegroundOptions & { open: Open }): Promise<Display> {
  const { policy, suppressed, random, log, tell, clock, open } = options;
  const notification = readNotification(arrival.payload);
  const traceId = traceIdOfPush(notification.trackingId, random);
  if (isSilent(notification)) return 'hide';
  if (suppressed()) {
    // In the background this holds only where the app itself draws the notification (FCM data format); what APNs or
    // FCM draw by themselves nobody can hold back (facts: apns-fcm-phones.md §6).
    log('arrival.suppressed', 'A notification for a user who has left was kept back.', traceId);
    return 'hide';
  }
  if (!arrival.foreground) return 'show';
  const event = { ...forPage(arrival, notification), receivedAt: new Date(clock.now()).toISOString() };
  if (policy === 'page') return askPage(event, { tell, clock, open });
  void tell(event);
  return policy;
}

function askPage(
  event: NotificationReceived,
  { tell, clock, open }: Pick<ForegroundOptions, 'tell' | 'clock'> & { open: Open },
): Promise<Display> {
  return new Promise((resolve) => {
    const settle = (display: Display) => {
      cancel();
      open.delete(event.id);
      resolve(display);
    };
    const cancel = clock.after(PAGE_MS, () => settle('show'));
    open.set(event.id, settle);
    tell(event).then(
      (listens) => !listens && settle('show'),
      () => settle('show'),
    );
  });
}
