import type { PageEventName } from '@journeys-push/contract/page-shell';

/** Every event a page may subscribe to. */
const pageEvents: PageEventName[] = [
  '_median_msdynamics_notification_opened',
  '_median_msdynamics_notification_received',
  '_median_msdynamics_registration_changed',
];

/** What the page of now listens to. */
export interface Subscriptions {
  has(name: PageEventName): boolean;
  add(name: PageEventName): void;
  remove(name: PageEventName): void;
  /** A document has loaded: what was subscribed before the last one had is gone with an earlier document. */
  renew(): void;
  /** A stranger's page is there: nobody listens. */
  clear(): void;
  /** What the page has not subscribed to, but may have a listener for. */
  missing(): PageEventName[];
}

export function createSubscriptions(onAdd: (name: PageEventName) => void): Subscriptions {
  let names = new Set<PageEventName>();
  let sinceLoad = new Set<PageEventName>();
  return {
    has: (name) => names.has(name),
    add(name) {
      names.add(name);
      sinceLoad.add(name);
      onAdd(name);
    },
    remove(name) {
      names.delete(name);
      sinceLoad.delete(name);
    },
    renew() {
      names = sinceLoad;
      sinceLoad = new Set();
    },
    clear() {
      names = new Set();
      sinceLoad = new Set();
    },
    missing: () => pageEvents.filter((name) => !names.has(name)),
  };
}

/** The event with this name, if there is one. */
export const eventNamed = (name: unknown): PageEventName | undefined =>
  pageEvents.find((event) => event === name);
