import type { Page } from '../page/page.ts';
import type { Subscriptions } from '../page/subscriptions.ts';
import type { ClockPort } from '../ports.ts';
import type { Inbox } from './inbox.ts';

/** Brings opens to the page that is there after the tap, not to the one that the tap takes away. */
export interface Delivery {
  /** There may be something to deliver, or a page to deliver it to. */
  deliver(): void;
  /** The WebView has been told to go to this URL: the page of now, which may still load, is about to end. */
  leaving(target: string): void;
  /** This page of an allowed origin has loaded; it is asked what it listens to. */
  arrived(url: string): Promise<void>;
}

export interface DeliveryOptions {
  inbox: Inbox;
  page: Page;
  subscriptions: Subscriptions;
  clock: ClockPort;
}

/**
 * How long a navigation may take; then the page that is there is asked. It may be the old one, or the one that the
 * target has redirected to.
 */
const NAVIGATION_MS = 3_000;

export function createDelivery({ inbox, page, subscriptions, clock }: DeliveryOptions): Delivery {
  let target: string | undefined;
  let giveUp = () => {};
  const deliver = async () => {
    if (target !== undefined || !subscriptions.has('_median_msdynamics_notification_opened')) return;
    for (const { open } of inbox.forPage()) await page.opened(open);
  };
  const landed = () => {
    giveUp();
    target = undefined;
  };
  const ask = async () => {
    await page.ready(subscriptions.missing());
    await deliver();
  };
  return {
    deliver: () => void deliver(),
    leaving(url) {
      giveUp();
      target = url;
      giveUp = clock.after(NAVIGATION_MS, () => {
        landed();
        void ask();
      });
    },
    arrived(url) {
      if (target !== undefined && isSamePage(url, target)) landed();
      return ask();
    },
  };
}

/** Systems spell the URL of a page with or without the last slash. */
const isSamePage = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (url: string): string => url.replace(/#.*$/, '').replace(/\/$/, '');
