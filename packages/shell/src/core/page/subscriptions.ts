import type { PageEventName } from '@journeys-push/contract/page-shell';

/** Every event a page may subscribe to. */
export const pageEvents: PageEventName[] = [
  '_median_msdynamics_notification_opened',
  '_median_msdynamics_notification_received',
  '_median_msdynamics_registration_changed',
];

/** What the page of now listens to. */
export interface Subscriptions {
  has(name: PageEventName): boolean;
  add(name: PageEventName): void;
  remove(name: PageEventName): void;
  /** Another document is coming or has come: what it wants, it says. */
  clear(): void;
}

export function createSubscriptions(onAdd: (name: PageEventName) => void): Subscriptions {
  const names = new Set<PageEventName>();
  return {
    has: (name) => names.has(name),
    add(name) {
      names.add(name);
      onAdd(name);
    },
    remove: (name) => void names.delete(name),
    clear: () => names.clear(),
  };
}

/** The event with this name, if there is one. */
export const eventNamed = (name: unknown): PageEventName | undefined =>
  pageEvents.find((event) => event === name);
