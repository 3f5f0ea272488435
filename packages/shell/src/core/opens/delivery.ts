import type { Page } from '../page/page.ts';
import type { Subscriptions } from '../page/subscriptions.ts';
import type { ClockPort } from '../ports.ts';
import type { Inbox } from './inbox.ts';

/** Brings opens to the page that is there after the tap, not to the one that the tap takes away. */
export interface Delivery {
  /** There may be something to deliver, or a page to deliver it to. */
  deliver(): void;
  /** The WebView has been told to go elsewhere: the page of now is about to end. */
  leaving(): void;
  /** A page of an allowed origin has loaded; it is asked what it listens to. */
  arrived(): Promise<void>;
}

export interface DeliveryOptions {
  inbox: Inbox;
  page: Page;
  subscriptions: Subscriptions;
  clock: ClockPort;
}

/** How long a navigation may take; then the page that is there, which may be the old one, is asked. */
const NAVIGATION_MS = 3_000;

export function createDelivery({ inbox, page, subscriptions, clock }: DeliveryOptions): Delivery {
  let between = false;
  let giveUp = () => {};
  const deliver = async () => {
    if (between || !subscriptions.has('_median_msdynamics_notification_opened')) return;
    for (const { open } of inbox.forPage()) await page.opened(open);
  };
  const arrived = async () => {
    giveUp();
    between = false;
    await page.ready(subscriptions.missing());
    await deliver();
  };
  return {
    deliver: () => void deliver(),
    leaving() {
      giveUp();
      between = true;
      giveUp = clock.after(NAVIGATION_MS, () => void arrived());
    },
    arrived,
  };
}
